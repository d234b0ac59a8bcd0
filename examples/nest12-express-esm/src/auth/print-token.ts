import { NestFactory } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { AuthModule } from './auth.module.js';

const context = await NestFactory.createApplicationContext(AuthModule, { logger: false });
const [sub = 'ada', company = 'acme'] = process.argv.slice(2);
console.log(context.get(JwtService).sign({ sub, company }));
