/** Writes openapi.json from the built code, without a database: nothing is started. */
import { NestFactory } from '@nestjs/core';
import { writeFile } from 'node:fs/promises';
import { AppModule } from '../dist/app.module.js';
import { readConfig } from '../dist/config/config.js';
import { openApiDocument } from '../dist/server/openapi-document.js';

const app = await NestFactory.create(
  AppModule.forRoot(readConfig({}), undefined, { middleware: [] }),
  {
    preview: true,
    logger: ['error'],
  },
);
await writeFile('openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
