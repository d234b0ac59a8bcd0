import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Connections } from './connections.js';

// Supervisors commonly kill after ten.
const DEADLINE_MS = 8_000;

/**
 * Lets the server close soon and in good order: what is in flight is answered, with
 * `Connection: close`, other connections are closed, and what is not done after eight seconds is cut.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  constructor(private readonly connections: Connections) {}

  /** Before others wait for what they have begun: they are not to be given more. */
  onModuleDestroy(): void {
    this.connections.finishAll();
    setTimeout(() => this.connections.endAll(), DEADLINE_MS).unref();
  }
}
