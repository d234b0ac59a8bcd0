import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

const START_UP = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Nest's log, in pino's form; what the framework tells of its own start is for `LOG_LEVEL=debug`. */
@Injectable()
export class ServerLogger extends Logger {
  override log(message: unknown, ...optional: unknown[]): void {
    if (START_UP.has(String(optional.at(-1)))) this.debug(message, ...optional);
    else super.log(message, ...optional);
  }
}
