import type { LoggerService } from '@nestjs/common';
import {
  type DestinationStream,
  destination,
  type Level,
  type Logger,
  pino,
  stdTimeFunctions,
} from 'pino';
import type { LogLevel } from '../config/config.js';

const START_UP = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** The log of the server and of Nest. Each event is one JSON line on stdout. */
export class ServerLogger implements LoggerService {
  private readonly pino: Logger;
  /** Whether requests are logged. */
  readonly logsRequests: boolean;

  constructor(level: LogLevel) {
    this.pino = pino({ level, timestamp: stdTimeFunctions.isoTime }, (stdout ??= batchedStdout()));
    this.logsRequests = this.pino.isLevelEnabled('info');
  }

  /** Logs an event with its fields, with the level `info`. */
  event(fields: object, message: string): void {
    this.pino.info(fields, message);
  }

  /** Logs a message with the level `info`. The start messages of the framework have the level `debug`. */
  log(message: unknown, ...details: unknown[]): void {
    this.write(START_UP.has(String(details.at(-1))) ? 'debug' : 'info', message, details);
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.write('fatal', message, details);
  }

  error(message: unknown, ...details: unknown[]): void {
    this.write('error', message, details);
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.write('warn', message, details);
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.write('debug', message, details);
  }

  verbose(message: unknown, ...details: unknown[]): void {
    this.write('trace', message, details);
  }

  /** Writes an event. Nest passes the context as the last detail and the stack before it. */
  private write(level: Level, message: unknown, details: unknown[]): void {
    const [context, stack] = details.toReversed();
    const err = message instanceof Error ? message : undefined;
    const text = err?.message ?? (typeof message === 'string' ? message : JSON.stringify(message));
    this.pino[level]({ context, err, stack }, text);
  }
}

let stdout: DestinationStream | undefined;

/** A stream that writes the lines of one event loop turn together, and the remaining lines when the process ends. */
function batchedStdout(): DestinationStream {
  const stream = destination({ fd: 1, sync: true, minLength: 16_000 });
  let isDue = false;
  process.once('exit', () => stream.flushSync());
  return {
    write(line) {
      stream.write(line);
      if (isDue) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        stream.flush();
      });
    },
  };
}
