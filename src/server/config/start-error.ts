/** The server cannot start for a reason that its operator can mend; `message` says it in one line a reason. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
