export type { CallContext } from './messaging/call-context.js';
export type { Caller, Owner } from './messaging/caller.js';
export { DecisionsService } from './messaging/decisions/decisions.service.js';
export type { EffectivePreference } from './messaging/decisions/effective-preference.js';
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
export { PERMISSIONS, type Permission } from './messaging/permissions.js';
export { PreconditionFailedError } from './messaging/precondition-failed.error.js';
export { PreferenceNotFoundError } from './messaging/preference-not-found.error.js';
export { type Digest, DIGESTS } from './messaging/preferences/digest.js';
export { entityTagOf } from './messaging/preferences/entity-tag.js';
export { NotificationPreferenceVersion } from './messaging/preferences/notification-preference-version.entity.js';
export { NotificationPreference } from './messaging/preferences/notification-preference.entity.js';
export { PreferenceInput } from './messaging/preferences/preference.input.js';
export type { PreferenceSettings } from './messaging/preferences/preference-settings.js';
export {
  PreferencesService,
  type DeleteContext,
  type UpsertContext,
} from './messaging/preferences/preferences.service.js';
