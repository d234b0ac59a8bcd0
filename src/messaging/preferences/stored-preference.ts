import type { EntityManager } from 'typeorm';
import { tableOf } from '../storage/quoted-table.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import { NotificationPreference } from './notification-preference.entity.js';

/** What the statements on preferences return; times are milliseconds since 1970. */
export interface StoredPreference extends Omit<NotificationPreference, 'createdAt' | 'updatedAt'> {
  createdAt: number;
  updatedAt: number;
}

/** A stored preference as services return it. */
export function preferenceOf(stored: StoredPreference): NotificationPreference {
  return Object.assign(new NotificationPreference(), stored, {
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
  });
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
