/** There is no such key or role, or it is not within reach of who asks. */
export class AccessNotFoundError extends Error {
  override readonly name = 'AccessNotFoundError';

  constructor(what: 'API key' | 'role') {
    super(`There is no such ${what}.`);
  }
}
