import type { Server } from 'node:http';

/** How long and how much one connection may take. Times are in milliseconds; docs/operations.md has the reasons. */
export interface HttpLimits {
  /** From the first byte of a request, or from the start of the connection, to the end of the headers. */
  headersTimeout: number;
  /** From the same moment to the end of the body. */
  requestTimeout: number;
  /** How often the two above are looked at. */
  connectionsCheckingInterval: number;
  /** How long a connection may rest between two requests. */
  keepAliveTimeout: number;
  /** How long an answer to a whole request may take, until the client has it; it is cut at twice this time at the latest. */
  answerTimeout: number;
  /** In bytes, of all headers together. */
  maxHeaderSize: number;
  /** How many requests one connection may make; 0 is any number. */
  maxRequestsPerSocket: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  answerTimeout: 60_000,
  maxHeaderSize: 16 * 1024,
  maxRequestsPerSocket: 0,
};

/** Sets all but `answerTimeout`, which Node's server does not know. Call it before the server listens. */
export function setHttpLimits(server: Server, limits: HttpLimits): void {
  const { answerTimeout: _, ...known } = limits;
  Object.assign(server, known);
}
