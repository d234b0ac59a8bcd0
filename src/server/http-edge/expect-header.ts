import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Handles requests with an `Expect` header (RFC 9110, section 10.1.1). A client that expects `100-continue` is asked
 * for its body when the body is about to be read, so not when its credential is refused. Node ends
 * the connection of a client that was not asked. Other expectations are ignored. Without these listeners, Node would
 * ask for every body, and answer other expectations before any other code runs.
 */
export function handleExpectations(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue();
    });
    server.emit('request', request, response);
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
