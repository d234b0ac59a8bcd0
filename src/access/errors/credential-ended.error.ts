/** The credential behind a change was revoked, expired or replaced before the change was made. */
export class CredentialEndedError extends Error {
  override readonly name = 'CredentialEndedError';

  constructor() {
    super('The credential is no longer valid.');
  }
}
