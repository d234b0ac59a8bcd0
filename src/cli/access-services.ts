import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { ApiKeysService } from '../access/api-keys/api-keys.service.js';
import { RolesService } from '../access/roles/roles.service.js';
import { readConfig } from '../server/config/config.js';
import { openDataSource } from '../server/database/data-source.js';
import { migrate } from '../server/database/migrate.js';

/** The services of the server that the commands use. */
export interface AccessServices {
  keys: ApiKeysService;
  roles: RolesService;
}

/** The actor and the origin of a change in the access record when a command makes it. */
export const CLI_CONTEXT = { actor: 'operator', via: 'cli' };

@Module({})
class CommandModule {}

/** Migrates the configured database, then runs `work` on it. */
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
        // A command ends too soon to need cache invalidations or limits.
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
