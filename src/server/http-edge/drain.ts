import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundWork } from '../../background/background-work.service.js';
import { Connections } from './connections.js';

// Supervisors commonly kill after ten.
const DEADLINE_MS = 8_000;

/**
 * Lets the server close soon and in good order: what is in flight is answered, with
 * `Connection: close`, other connections are closed, and what is not done after eight seconds is cut.
 */
@Injectable()
export class Drain implements OnModuleDestroy {
  constructor(
    private readonly connections: Connections,
    private readonly background: BackgroundWork,
  ) {}

  /** Before others wait for what they have begun: they are not to be given more. */
  onModuleDestroy(): void {
    this.connections.finishAll();
    this.background.runLater(DEADLINE_MS, () => this.connections.endAll());
  }
}
