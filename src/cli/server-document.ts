import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module.js';
import { readConfig } from '../server/config/config.js';
import { openApiDocument } from '../server/openapi/openapi-document.js';

/** The server's OpenAPI document. It creates no providers and opens no connections. */
export async function serverDocument(): Promise<OpenAPIObject> {
  const unconnected = new DataSource({ type: 'postgres' });
  const app = await NestFactory.create(AppModule.forRoot(readConfig({}), unconnected), {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  });
  return openApiDocument(app);
}
