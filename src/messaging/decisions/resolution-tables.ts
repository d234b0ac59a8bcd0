import type { EntityManager } from 'typeorm';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from '../categories/notification-category.entity.js';
import { preferenceTables } from '../preferences/stored-preference.js';
import { tableOf } from '../storage/quoted-table.js';

/** The tables that resolution looks at, as SQL takes them. */
export interface ResolutionTables {
  preferences: string;
  preferenceVersions: string;
  categories: string;
  categoryVersions: string;
}

export function resolutionTables(manager: EntityManager): ResolutionTables {
  const { preferences, versions } = preferenceTables(manager);
  return {
    preferences,
    preferenceVersions: versions,
    categories: tableOf(manager, NotificationCategory),
    categoryVersions: tableOf(manager, NotificationCategoryVersion),
  };
}
