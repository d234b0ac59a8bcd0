import type { CallContext } from '../call-context.js';

/** How a preference is written. */
export interface UpsertContext extends CallContext {
  /**
   * Replace only: the entity tag (`entityTagOf`) of the preference as it was last seen. What equals the
   * stored preference already is no conflict.
   */
  ifMatch?: string;
  /** Create only: refuse where there is a preference for the category already. */
  ifNoneMatch?: '*';
}
