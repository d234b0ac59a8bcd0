export type { InputError } from './http/problems/domain.error.js';
export { DomainError } from './http/problems/domain.error.js';
export { ProblemFilter } from './http/problems/problem.filter.js';
export { InvalidInputError } from './http/input/invalid-input.error.js';
export type { Page, PageRequest } from './http/lists/page.js';
export type { CallContext } from './messaging/callers/caller.js';
export type { Caller, Owner } from './messaging/callers/caller.js';
export { MESSAGING_CALLER } from './messaging/callers/callers.options.js';
export { isMessagingRoute } from './messaging/callers/messaging-controller.decorator.js';
export { PERMISSIONS, type Permission } from './messaging/callers/permissions.js';
export {
  CategoryNotFoundError,
  UnknownCategoryError,
} from './messaging/categories/categories.errors.js';
export { CategoriesService, type Tenant } from './messaging/categories/categories.service.js';
export { CategoryInput } from './messaging/categories/category.input.js';
export { NotificationCategory } from './messaging/categories/notification-category.entity.js';
export { type Channel, CHANNELS } from './messaging/channels/channels.js';
export { type Digest, DIGESTS } from './messaging/channels/digest.js';
export type { PreferenceValues } from './messaging/channels/preference-values.js';
export { OwnersNotFoundError } from './messaging/callers/acting-for.js';
export type {
  BatchedChannelDecision,
  ChannelDecision,
  Decision,
  DecisionRow,
  Outcome,
} from './messaging/decisions/decision.js';
export {
  DecisionsForManyService,
  type ManyRecipients,
  type PreviewRequest,
  type SqlStatement,
} from './messaging/decisions/decisions-for-many.service.js';
export {
  DecisionsService,
  type EffectivePreferencesRequest,
  type OwnersOfTenant,
} from './messaging/decisions/decisions.service.js';
export type {
  BatchedChannelState,
  ChannelReason,
  ChannelState,
  ChannelStates,
  EffectivePreference,
  PreferenceSource,
} from './messaging/decisions/resolution.js';
export { messagingEntities, MessagingModule } from './messaging/messaging.module.js';
export {
  MESSAGING_OPTIONS,
  type MessagingExtras,
  type MessagingOptions,
  type MessagingOptionsWithoutControllers,
} from './messaging/messaging.options.js';
export {
  messagingMigrations,
  messagingMigrationsSql,
  type MessagingMigrationsOptions,
  type MigrationSql,
} from './messaging/migrations/index.js';
export { OwnersService } from './messaging/owners/owners.service.js';
export { entityTagOf } from './messaging/preferences/entity-tag.js';
export { NotificationPreferenceVersion } from './messaging/preferences/notification-preference-version.entity.js';
export { NotificationPreference } from './messaging/preferences/notification-preference.entity.js';
export { BatchPreferenceInput, PreferenceInput } from './messaging/preferences/preference.input.js';
export {
  PreferenceHistoryService,
  type PreferenceHistoryRequest,
} from './messaging/preferences/preference-history.service.js';
export {
  PreconditionFailedError,
  PreferenceNotFoundError,
} from './messaging/preferences/preferences.errors.js';
export type { PreferenceChange } from './messaging/preferences/preferences.options.js';
export {
  PreferencesService,
  type ListPreferences,
} from './messaging/preferences/preferences.service.js';
export type { DeleteContext, UpsertContext } from './messaging/preferences/write-conditions.js';
export { NotificationSettings } from './messaging/settings/notification-settings.entity.js';
export type { QuietHours, Weekday } from './messaging/settings/quiet-hours.js';
export { SettingsInput } from './messaging/settings/settings.input.js';
export { SettingsService } from './messaging/settings/settings.service.js';
export type { SettingsChange } from './messaging/settings/settings.store.js';
export type { OwnerSettings, SettingsValues } from './messaging/settings/settings-values.js';
