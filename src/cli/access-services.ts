import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { ApiKeysService } from '../access/api-keys/api-keys.service.js';
import { RolesService } from '../access/roles/roles.service.js';
import { readConfig } from '../server/config/config.js';
import { openDataSource } from '../server/database/data-source.js';
import { migrate } from '../server/database/migrate.js';

/** The services that the server has, too. */
export interface AccessServices {
  keys: ApiKeysService;
  roles: RolesService;
}

/** How the record of access names whoever sits at the command line. */
export const AT_THE_COMMAND_LINE = { actor: 'operator', via: 'cli' };

@Module({})
class CommandModule {}

/** Runs `work` on the configured database, which is brought up to date first. */
export async function withAccessServices<T>(
  work: (services: AccessServices) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const dataSource = await openDataSource(config);
  await migrate(dataSource);
  const app = await NestFactory.createApplicationContext(
    {
      module: CommandModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ toRetry: () => false }),
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        // A command is over before there is anything to hear.
        AccessModule.forRoot({ ...config, databaseUrl: undefined, rateLimit: undefined }),
      ],
    },
    { logger: false, abortOnError: false },
  );
  try {
    return await work({ keys: app.get(ApiKeysService), roles: app.get(RolesService) });
  } finally {
    await app.close();
  }
}
