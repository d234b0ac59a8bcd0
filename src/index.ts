export type { Caller, Owner } from './messaging/caller.js';
export { DecisionsService } from './messaging/decisions/decisions.service.js';
export type {
  EffectivePreference,
  PreferenceSettings,
} from './messaging/decisions/effective-preference.js';
export { InvalidInputError } from './messaging/invalid-input.error.js';
export { MessagingModule } from './messaging/messaging.module.js';
export type { MessagingOptions } from './messaging/messaging.options.js';
export { messagingMigrations } from './messaging/migrations/index.js';
export { PERMISSIONS, type Permission } from './messaging/permissions.js';
export { type Digest, DIGESTS } from './messaging/preferences/digest.js';
export { NotificationPreference } from './messaging/preferences/notification-preference.entity.js';
export { PreferenceInput } from './messaging/preferences/preference.input.js';
export {
  type CallContext,
  PreferencesService,
} from './messaging/preferences/preferences.service.js';
