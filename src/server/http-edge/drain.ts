import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundWork } from '../../background/background-work.service.js';
import { Connections } from './connections.js';

/**
 * Ends the connections at the shutdown. Requests in progress are answered with `Connection: close`, idle connections
 * close at once, and the remaining connections end after eight seconds.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  constructor(
    private readonly connections: Connections,
    private readonly background: BackgroundWork,
  ) {}

  /** Runs before other providers wait for their work, so that they get no new requests. */
  onModuleDestroy(): void {
    this.connections.finishAll();
    this.background.runAtShutdownTimeout(() => this.connections.endAll());
  }
}
