/** A key was to get a role that does not exist. */
export class UnknownRoleError extends Error {
  override readonly name = 'UnknownRoleError';

  constructor() {
    super('role must be the name of a role that exists.');
  }
}
