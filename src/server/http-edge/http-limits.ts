import type { Server } from 'node:http';

/** The limits on one connection. Times are in milliseconds. docs/operations.md has the reasons. */
export interface HttpLimits {
  /** The time from the start of the connection, or from a request's first byte, to the end of the headers. */
  headersTimeout: number;
  /** The time from the same start to the end of the body. */
  requestTimeout: number;
  /** The interval at which the two timeouts above are checked. */
  connectionsCheckingInterval: number;
  /** The time that a connection may be idle between two requests. */
  keepAliveTimeout: number;
  /** The time that an answer may make no progress. The connection ends after twice this time at the latest. */
  answerTimeout: number;
  /** The total size of the headers, in bytes. */
  maxHeaderSize: number;
  /** The number of requests on one connection; 0 means no limit. */
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

/** Sets all limits except `answerTimeout`, which Node's server does not have. Call it before the server listens. */
export function setHttpLimits(server: Server, limits: HttpLimits): void {
  const { answerTimeout: _, ...serverLimits } = limits;
  Object.assign(server, serverLimits);
}
