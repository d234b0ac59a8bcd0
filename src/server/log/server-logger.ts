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

/** One request, as the log has it. */
export interface LoggedRequest {
  req: { id: string; method: string | undefined; path: string };
  res: { statusCode: number };
  /** Milliseconds. */
  responseTime: number;
}

/** The server's log, Nest's own included: one JSON line an event on stdout. */
export class ServerLogger implements LoggerService {
  private readonly pino: Logger;
  /** Whether a line is written for each request. */
  readonly logsRequests: boolean;

  constructor(level: LogLevel) {
    this.pino = pino({ level, timestamp: stdTimeFunctions.isoTime }, (stdout ??= onceATurn()));
    this.logsRequests = this.pino.isLevelEnabled('info');
  }

  request(request: LoggedRequest, message: string): void {
    this.pino.info(request, message);
  }

  /** What the framework tells of its own start is for `LOG_LEVEL=debug`. */
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

  /** Nest hands over the context last, and a stack before it. */
  private write(level: Level, message: unknown, details: unknown[]): void {
    const [context, stack] = details.toReversed();
    const err = message instanceof Error ? message : undefined;
    const text = err?.message ?? (typeof message === 'string' ? message : JSON.stringify(message));
    this.pino[level]({ context, err, stack }, text);
  }
}

let stdout: DestinationStream | undefined;

/** Writes the lines of one turn of the event loop together, before the next, and what is left when the process ends. */
function onceATurn(): DestinationStream {
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
