/**
 * The common part of the two Nest peers, which differ only in how they store. Decorators are called as functions, so
 * that these files need no compiler.
 */
import 'reflect-metadata';
import { Body, Controller, Get, Inject, Module, Put, Query, Req } from '@nestjs/common';
import { UnauthorizedException, UseGuards, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { In } from 'typeorm';
import { effectiveOf, listOf, PATH, preferenceOf, TENANT } from './contract.mjs';
import { authenticate } from './keys.mjs';
import { Preference } from './preference.entity.mjs';
import { createTableSql } from './preference-table.sql.mjs';

/** The body of a PUT. */
class PreferenceInput {}
const RULES = {
  category: [IsOptional(), IsString(), Length(1, 128)],
  in_app_enabled: [IsBoolean()],
  email_enabled: [IsBoolean()],
  push_enabled: [IsBoolean()],
  digest: [IsOptional(), IsIn(['instant', 'hourly', 'daily', 'off'])],
};
for (const [member, rules] of Object.entries(RULES)) {
  for (const rule of rules) rule(PreferenceInput.prototype, member);
}

class KeyGuard {
  canActivate(context) {
    const request = context.switchToHttp().getRequest();
    request.owner = authenticate(request.headers.authorization);
    if (!request.owner) throw new UnauthorizedException();
    return true;
  }
}

/** Both peers read in the same way. Each peer implements `store`. */
export class PreferencesService {
  constructor(repository) {
    this.repository = repository;
  }

  async upsert(ownerId, { category, digest, ...flags }) {
    const key = { tenant_id: TENANT, owner_id: ownerId, category: category ?? '' };
    return preferenceOf(await this.store(key, { ...flags, digest: digest ?? 'instant' }));
  }

  async list(ownerId) {
    const where = { tenant_id: TENANT, owner_id: ownerId };
    const rows = await this.repository.find({ where, order: { category: 'ASC' }, take: 50 });
    return listOf(rows.map(preferenceOf));
  }

  async effective(ownerId, category) {
    const where = { tenant_id: TENANT, owner_id: ownerId, category: In([category, '']) };
    const [row] = await this.repository.find({ where, order: { category: 'DESC' }, take: 1 });
    return listOf([effectiveOf(category, row)]);
  }
}
Inject(getRepositoryToken(Preference))(PreferencesService, undefined, 0);

class PreferencesController {
  constructor(preferences) {
    this.preferences = preferences;
  }

  upsert({ owner }, input) {
    return this.preferences.upsert(owner, input);
  }

  list({ owner }) {
    return this.preferences.list(owner);
  }

  effective({ owner }, category) {
    return this.preferences.effective(owner, category);
  }
}
Controller(PATH)(PreferencesController);
UseGuards(KeyGuard)(PreferencesController);
Inject(PreferencesService)(PreferencesController, undefined, 0);

/** Declares a handler with its route and with the decorator and type of each parameter. */
function route(name, decorator, parameters) {
  const { prototype } = PreferencesController;
  parameters.forEach(([parameter], index) => parameter(prototype, name, index));
  const types = parameters.map(([, type]) => type);
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  decorator(prototype, name, Object.getOwnPropertyDescriptor(prototype, name));
}
route('upsert', Put(), [
  [Req(), Object],
  [Body(), PreferenceInput],
]);
route('list', Get(), [[Req(), Object]]);
route('effective', Get('effective'), [
  [Req(), Object],
  [Query('category'), String],
]);

/** Starts the application with this service on a free port. */
export async function serve(Service) {
  class PeerModule {}
  Module({
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url: process.env.DATABASE_URL,
        entities: [Preference],
      }),
      TypeOrmModule.forFeature([Preference]),
    ],
    controllers: [PreferencesController],
    providers: [{ provide: PreferencesService, useClass: Service }],
  })(PeerModule);
  const app = await NestFactory.create(PeerModule, { logger: ['error'] });
  app.useGlobalPipes(
    new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }),
  );
  await app.get(getRepositoryToken(Preference)).query(createTableSql);
  await app.listen(0, '127.0.0.1');
  console.log(`Listening on http://127.0.0.1:${app.getHttpServer().address().port}`);
}
