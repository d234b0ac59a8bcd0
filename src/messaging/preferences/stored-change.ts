import type { PreferenceChange } from '../messaging.options.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';

type StoredVersion = Omit<NotificationPreferenceVersion, 'changedAt'> & { changedAt: number };

/** What `history.sql.ts` returns; times are milliseconds since 1970. */
export interface StoredChange {
  before: StoredVersion | null;
  after: StoredVersion;
}

/** A change as services return it. */
export function changeOf({ before, after }: StoredChange): PreferenceChange {
  return { before: before && versionOf(before), after: versionOf(after) };
}

function versionOf(stored: StoredVersion): NotificationPreferenceVersion {
  const changedAt = new Date(stored.changedAt);
  return Object.assign(new NotificationPreferenceVersion(), stored, { changedAt });
}
