import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Socket } from 'node:net';
import pg from 'pg';
import { ACCESS_OPTIONS, type AccessOptions } from '../access.options.js';
import { AccessChangesService, CHANGES_CHANNEL } from './access-changes.service.js';

const RETRY_MS = 5_000;

/**
 * Hears on PostgreSQL what other servers changed (LISTEN, on a connection of its own), so that it is forgotten here at
 * once. It only hastens what happens anyway within the seconds that a memory lasts: the embedded database has no other
 * servers, and a pooler in transaction mode tells nothing.
 */
@Injectable()
export class ChangesListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('AccessChanges');
  private socket: Socket | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    private readonly changes: AccessChangesService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.databaseUrl !== undefined) void this.listen(this.options.databaseUrl);
  }

  /** Nothing is lost with the connection, and who went silent would not answer a farewell. */
  onApplicationShutdown(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.close();
  }

  private close(): void {
    const { socket } = this;
    this.socket = undefined;
    socket?.destroy();
  }

  private async listen(connectionString: string): Promise<void> {
    const socket = new Socket();
    const client = new pg.Client({
      stream: () => socket,
      connectionString,
      application_name: 'bellwether-access',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.socket = socket;
    client.on('notification', () => this.changes.forget());
    client.on('error', (error) => this.lost(socket, error));
    client.on('end', () => this.lost(socket));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGES_CHANNEL}`);
      this.changes.forget();
    } catch (error) {
      this.lost(socket, error as Error);
    }
  }

  /** An ended connection tells so more than once; one that was closed on purpose is not ours any more. */
  private lost(socket: Socket, error?: Error): void {
    if (this.socket !== socket) return;
    this.close();
    this.logger.warn(
      `Changes of keys and roles are heard of after some seconds now: ${error?.message ?? 'the connection ended'}.`,
    );
    this.retry = setTimeout(() => void this.listen(this.options.databaseUrl ?? ''), RETRY_MS);
    this.retry.unref();
  }
}
