/** A value that was given to a service breaks one of its rules; nothing was done. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';

  constructor(
    /** Which value, such as `category`. */
    readonly field: string,
    /** What is wrong with it, in words that follow its name. */
    readonly fault: string,
  ) {
    super(`${field} ${fault}`);
  }
}
