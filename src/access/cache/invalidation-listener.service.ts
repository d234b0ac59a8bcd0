import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Socket } from 'node:net';
import pg from 'pg';
import { connectionOf } from '../../postgres/connection.js';
import { BackgroundWork } from '../../background/background-work.service.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import { AccessCaches, INVALIDATION_CHANNEL } from './access-caches.service.js';

const RETRY_MS = 5_000;

/**
 * Clears the caches as soon as another server changes a key or a role (LISTEN, on its own connection). Without it,
 * entries expire by the TTL of the caches. The embedded database has no other servers, and a pooler in transaction mode
 * delivers no notifications.
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

  /**
   * Listens until the connection ends or `signal` aborts. Then it destroys the socket, because a server that does not
   * answer would block a normal close.
   */
  private async listen(databaseUrl: string, signal: AbortSignal): Promise<void> {
    const socket = new Socket();
    const client = new pg.Client({
      stream: () => socket,
      ...connectionOf(databaseUrl),
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
      'The caches of keys and roles receive no notifications of changes and rely on their TTL: ' +
        `${String(reason)}.`,
    );
  }
}
