import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

// Supervisors commonly kill after ten.
const DEADLINE_MS = 8_000;

/**
 * Lets the server close soon and in good order: what is in flight is answered, with
 * `Connection: close`, other connections are closed, and what is not done after eight seconds is cut.
 */
@Injectable()
export class Drain implements OnModuleInit, OnModuleDestroy {
  private readonly sockets = new Set<Socket>();
  private readonly inFlight = new Map<ServerResponse, Socket>();
  private draining = false;

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  onModuleInit(): void {
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    this.server.prependListener('request', ({ socket }: IncomingMessage, response) => {
      this.inFlight.set(response, socket);
      if (this.draining) closeAfter(response);
      response.once('close', () => this.inFlight.delete(response));
    });
  }

  /** Before others wait for what they have begun: they are not to be given more. */
  onModuleDestroy(): void {
    this.draining = true;
    const busy = new Set(this.inFlight.values());
    for (const socket of this.sockets) if (!busy.has(socket)) socket.destroy();
    for (const response of this.inFlight.keys()) closeAfter(response);
    setTimeout(() => this.server.closeAllConnections(), DEADLINE_MS).unref();
  }

  private get server(): Server {
    return this.adapterHost.httpAdapter.getHttpServer() as Server;
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
