import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';

const app = await NestFactory.create(AppModule);
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
const document = SwaggerModule.createDocument(
  app,
  new DocumentBuilder().setTitle('Projects').addBearerAuth().build(),
);
SwaggerModule.setup('docs', app, document);
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT ?? 3001), '127.0.0.1');
console.log(`Listening on ${await app.getUrl()}`);
