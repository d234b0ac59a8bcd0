/** The server cannot start, and the operator can correct the reason. `message` has one line for each reason. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
