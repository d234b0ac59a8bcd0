import {
  NotificationCategory,
  NotificationCategoryVersion,
} from './categories/notification-category.entity.js';
import { NotificationErasure } from './owners/notification-erasure.entity.js';
import { NotificationPreferenceVersion } from './preferences/notification-preference-version.entity.js';
import { NotificationPreference } from './preferences/notification-preference.entity.js';

/** Every entity of Bellwether, for a data source that lists its `entities` rather than loading them automatically. */
export const messagingEntities = [
  NotificationCategory,
  NotificationCategoryVersion,
  NotificationErasure,
  NotificationPreference,
  NotificationPreferenceVersion,
];
