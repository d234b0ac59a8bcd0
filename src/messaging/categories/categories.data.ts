import type { KeptData } from '../storage/kept-data.js';
import { anonymizeCategoryVersions } from './categories.store.js';
import {
  NotificationCategory,
  NotificationCategoryVersion,
} from './notification-category.entity.js';

/** The tables of the registry. Their only personal data is the id of an actor who changed the registry. */
export const categoriesData: KeptData = {
  tables: [
    { entity: NotificationCategory, key: ['tenant_id', 'name'] },
    { entity: NotificationCategoryVersion, key: ['tenant_id', 'name', 'version'] },
  ],
  exported: [],
  erase: async (database, owner) => ({
    category_versions: await anonymizeCategoryVersions(database, owner),
  }),
};
