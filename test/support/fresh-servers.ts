import type { Test } from 'supertest';
import type { Config } from '../../src/server/config/config.js';
import { migratedDatabase, type TestDatabase } from './test-database.js';
import { TestServer } from './test-server.js';

/** Starts servers with empty counts, one after the other or at the same time, on the database of a suite. */
export class FreshServers {
  private servers: TestServer[] = [];

  private constructor(private readonly database: TestDatabase) {}

  static async create(): Promise<FreshServers> {
    return new FreshServers(await migratedDatabase());
  }

  async start(config: Partial<Config> = {}): Promise<TestServer> {
    const server = await TestServer.start(config, this.database);
    this.servers.push(server);
    return server;
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.app.close();
    this.servers = [];
  }

  remove(): Promise<void> {
    return this.database.remove();
  }
}

/** Sends a request `times` times, one after the other; returns the statuses. */
export async function statuses(times: number, request: () => Test): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) all.push((await request()).status);
  return all;
}
