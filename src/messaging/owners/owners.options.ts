/** The minimum length of a secret that an operator chooses, in UTF-16 code units. */
export const MIN_SECRET_LENGTH = 32;

/** The options about the erasure of owners. */
export interface OwnersOptions {
  /**
   * The key, at least 32 characters, of the HMAC of the owner's id that an erasure stores. With it you can prove later
   * that an owner was erased. Without it, the record of an erasure does not identify the owner.
   */
  erasureSecret?: string;
}
