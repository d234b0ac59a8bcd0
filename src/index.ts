export type { CallContext } from './messaging/call-context.js';
export type { Caller, Owner } from './messaging/caller.js';
export { CategoriesService, type Tenant } from './messaging/categories/categories.service.js';
export { CategoryInput } from './messaging/categories/category.input.js';
export { NotificationCategory } from './messaging/categories/notification-category.entity.js';
export { CategoryNotFoundError } from './messaging/category-not-found.error.js';
export { type Channel, CHANNELS } from './messaging/channel.js';
export {
  DecisionsService,
  type EffectivePreferencesRequest,
} from './messaging/decisions/decisions.service.js';
export {
  DecisionsForManyService,
  type ManyRecipients,
  type SqlStatement,
} from './messaging/decisions/decisions-for-many.service.js';
export type {
  ChannelReason,
  ChannelState,
  EffectivePreference,
  PreferenceSource,
} from './messaging/decisions/effective-preference.js';
export { InvalidInputError } from './messaging/invalid-input.error.js';
export { messagingEntities } from './messaging/messaging-entities.js';
export { MessagingModule } from './messaging/messaging.module.js';
export type {
  MessagingExtras,
  MessagingOptions,
  PreferenceChange,
} from './messaging/messaging.options.js';
export {
  messagingMigrations,
  type MessagingMigrationsOptions,
} from './messaging/migrations/index.js';
export { type OwnerExport, OwnersService } from './messaging/owners/owners.service.js';
export type { Page, PageRequest } from './messaging/page.js';
export { PERMISSIONS, type Permission } from './messaging/permissions.js';
export { PreconditionFailedError } from './messaging/precondition-failed.error.js';
export { PreferenceNotFoundError } from './messaging/preference-not-found.error.js';
export { type Digest, DIGESTS } from './messaging/digest.js';
export { entityTagOf } from './messaging/preferences/entity-tag.js';
export { NotificationPreferenceVersion } from './messaging/preferences/notification-preference-version.entity.js';
export { NotificationPreference } from './messaging/preferences/notification-preference.entity.js';
export { PreferenceInput } from './messaging/preferences/preference.input.js';
export type { PreferenceSettings } from './messaging/preference-settings.js';
export {
  PreferenceHistoryService,
  type PreferenceHistoryRequest,
} from './messaging/preferences/preference-history.service.js';
export {
  PreferencesService,
  type BatchPreferenceInput,
  type DeleteContext,
  type ListPreferences,
} from './messaging/preferences/preferences.service.js';
export { UnknownCategoryError } from './messaging/unknown-category.error.js';
export type { UpsertContext } from './messaging/preferences/upsert-context.js';
