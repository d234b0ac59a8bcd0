/** What a host says about the erasure of people. */
export interface OwnersOptions {
  /**
   * The key of the HMAC that an erasure leaves of its owner, at least 32 characters: with it you can show later
   * that someone was erased. Without it, an erasure leaves no trace of whom.
   */
  erasureSecret?: string;
}
