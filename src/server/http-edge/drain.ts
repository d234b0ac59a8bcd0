import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundWork } from '../../background/background-work.service.js';
import { Connections } from './connections.js';

/**
 * Ends the connections at the shutdown, in two steps. `begin` lets clients leave: readiness fails, and every answer
 * ends its connection. The close of the application then stops to listen and ends idle connections; the remaining ones
 * end after eight seconds.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  /** Whether the server is about to stop, so that load balancers should send it no more requests. */
  hasBegun = false;

  constructor(
    private readonly connections: Connections,
    private readonly background: BackgroundWork,
  ) {}

  begin(): void {
    this.hasBegun = true;
    this.connections.closeAfterAnswers();
  }

  /** Runs before other providers wait for their work, so that they get no new requests. */
  async onModuleDestroy(): Promise<void> {
    this.begin();
    this.background.runAtShutdownTimeout(() => this.connections.endAll());
    await this.connections.finishAll();
  }
}
