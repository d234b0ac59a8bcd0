import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server, ServerResponse } from 'node:http';

const DEADLINE_MS = 10_000;

/**
 * Lets the server close soon and in good order: what is in flight is answered, with
 * `Connection: close`, and what is not done after ten seconds is cut.
 */
@Injectable()
export class Drain implements OnModuleInit, BeforeApplicationShutdown {
  private readonly inFlight = new Set<ServerResponse>();
  private draining = false;

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  onModuleInit(): void {
    this.server.prependListener('request', (_request, response: ServerResponse) => {
      this.inFlight.add(response);
      if (this.draining) closeAfter(response);
      response.once('close', () => this.inFlight.delete(response));
    });
  }

  beforeApplicationShutdown(): void {
    this.draining = true;
    this.inFlight.forEach(closeAfter);
    setTimeout(() => this.server.closeAllConnections(), DEADLINE_MS).unref();
  }

  private get server(): Server {
    return this.adapterHost.httpAdapter.getHttpServer() as Server;
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
