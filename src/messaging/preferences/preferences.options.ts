import type { EntityManager } from 'typeorm';
import type { NotificationPreferenceVersion } from './notification-preference-version.entity.js';

/** One change of a preference. `before` is null when the change created the preference. */
export interface PreferenceChange {
  before: NotificationPreferenceVersion | null;
  after: NotificationPreferenceVersion;
}

/** The options about changes of preferences. */
export interface PreferencesOptions {
  /**
   * Called with every change, within the transaction of the change. Its writes through `manager` are committed or
   * rolled back with the change. If it throws, the change is rolled back; the status and the message of an
   * HttpException are answered to the client. It is called again when the transaction is retried.
   */
  onChange?: (changes: PreferenceChange[], manager: EntityManager) => Promise<void>;
}
