import { Logger } from '@nestjs/common';

const INTERVAL_MS = 60_000;

/** Logs each kind of error at most once a minute, so that a fault of every request does not fill the log. */
export class SeldomLogger {
  private readonly logger: Logger;
  private readonly loggedAt = new Map<string, number>();

  constructor(context: string) {
    this.logger = new Logger(context);
  }

  /** Logs `message`, unless an error of this kind was logged during the last minute. */
  error(kind: string, message: string, stack?: string): void {
    if (this.isDue(kind)) this.logger.error(seldom(message), stack);
  }

  /** Logs `message`, unless a warning of this kind was logged during the last minute. */
  warn(kind: string, message: string): void {
    if (this.isDue(kind)) this.logger.warn(seldom(message));
  }

  debug(message: string): void {
    this.logger.debug(message);
  }

  private isDue(kind: string): boolean {
    const now = performance.now();
    if (now - (this.loggedAt.get(kind) ?? -Infinity) < INTERVAL_MS) return false;
    this.loggedAt.set(kind, now);
    return true;
  }
}

function seldom(message: string): string {
  return `${message} (Logged at most once a minute.)`;
}
