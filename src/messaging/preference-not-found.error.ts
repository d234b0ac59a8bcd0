/** The owner has no preference of that id; whether another has one is not told. */
export class PreferenceNotFoundError extends Error {
  override readonly name = 'PreferenceNotFoundError';

  constructor() {
    super('There is no such preference.');
  }
}
