import type { EntityManager } from 'typeorm';
import { tableOf } from '../storage/quoted-table.js';
import type { CheckedPreference } from './checked-preference.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { NotificationPreference } from './notification-preference.entity.js';

/** What statements that read preferences return; times are milliseconds since 1970. */
export interface StoredPreference extends Omit<NotificationPreference, 'createdAt' | 'updatedAt'> {
  createdAt: number;
  updatedAt: number;
}

/** What statements that write preferences return: what the database decided, and not what they were given. */
export type WrittenPreference = Omit<StoredPreference, keyof CheckedPreference>;

/** A stored preference as services return it. */
export function preferenceOf(stored: StoredPreference): NotificationPreference {
  const preference = new NotificationPreference();
  preference.id = stored.id;
  preference.tenantId = stored.tenantId;
  preference.ownerId = stored.ownerId;
  preference.category = stored.category;
  preference.inAppEnabled = stored.inAppEnabled;
  preference.emailEnabled = stored.emailEnabled;
  preference.pushEnabled = stored.pushEnabled;
  preference.digest = stored.digest;
  preference.version = stored.version;
  preference.createdAt = new Date(stored.createdAt);
  preference.updatedAt = new Date(stored.updatedAt);
  return preference;
}

/** The tables of preferences and of their versions, as SQL takes them. */
export interface PreferenceTables {
  preferences: string;
  versions: string;
}

export function preferenceTables(manager: EntityManager): PreferenceTables {
  return {
    preferences: tableOf(manager, NotificationPreference),
    versions: tableOf(manager, NotificationPreferenceVersion),
  };
}
