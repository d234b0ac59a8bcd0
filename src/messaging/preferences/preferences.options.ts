import type { EntityManager } from 'typeorm';
import type { NotificationPreferenceVersion } from './notification-preference-version.entity.js';

/** One real change of a preference; `before` is null when it was created. */
export interface PreferenceChange {
  before: NotificationPreferenceVersion | null;
  after: NotificationPreferenceVersion;
}

/** What a host says about changes of preferences. */
export interface PreferencesOptions {
  /**
   * Called with every real change within the transaction that makes it: what it writes through `manager` is kept
   * or lost with the change, and what it throws undoes the change. It is called again when the transaction is run again.
   */
  onChange?: (changes: PreferenceChange[], manager: EntityManager) => Promise<void>;
}
