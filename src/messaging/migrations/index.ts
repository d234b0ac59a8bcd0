import { CreateNotificationPreference1795392000000 } from './1795392000000-create-notification-preference.js';

/** The migrations of Bellwether's own tables, oldest first, to add to a data source's `migrations`. */
export const messagingMigrations = [CreateNotificationPreference1795392000000];
