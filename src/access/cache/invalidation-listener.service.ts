import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Socket } from 'node:net';
import pg from 'pg';
import { BackgroundWork } from '../../background/background-work.service.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import { AccessCaches, INVALIDATION_CHANNEL } from './access-caches.service.js';

const RETRY_MS = 5_000;

/**
 * Clears the caches as soon as another server has changed a key or a role (LISTEN, on a connection of its own). It only makes
 * faster what the time to live of the caches does anyway: the embedded database has no other servers, and behind a
 * pooler in transaction mode nothing is heard.
 */
@Injectable()
export class InvalidationListener implements OnApplicationBootstrap {
  private readonly logger = new Logger('AccessCaches');

  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    private readonly caches: AccessCaches,
    private readonly background: BackgroundWork,
  ) {}

  onApplicationBootstrap(): void {
    const { databaseUrl } = this.options;
    if (databaseUrl === undefined) return;
    this.background.keepRunning('Listening for changes of keys and roles', RETRY_MS, (signal) =>
      this.listen(databaseUrl, signal),
    );
  }

  /** Listens until the connection ends or `signal` aborts. The connection is cut then: a silent server would not answer a farewell. */
  private async listen(connectionString: string, signal: AbortSignal): Promise<void> {
    const socket = new Socket();
    const client = new pg.Client({
      stream: () => socket,
      connectionString,
      application_name: 'bellwether-access',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const ended = new Promise<unknown>((resolve) => {
      client.once('error', resolve);
      client.once('end', () => resolve('the connection ended'));
      signal.addEventListener('abort', resolve, { once: true });
    });
    client.on('error', () => undefined);
    client.on('notification', () => this.caches.clear());
    try {
      await client.connect();
      await client.query(`LISTEN ${INVALIDATION_CHANNEL}`);
      this.caches.clear();
      const reason = await ended;
      if (!signal.aborted) this.warn(reason);
    } catch (error) {
      if (!signal.aborted) this.warn(error);
    } finally {
      socket.destroy();
    }
  }

  private warn(reason: unknown): void {
    this.logger.warn(
      `Changes of keys and roles by other servers take some seconds to be seen now: ${String(reason)}.`,
    );
  }
}
