import { type Digest, DIGESTS } from './digest.js';
import { InvalidInputError } from './invalid-input.error.js';

/** The four settings of a preference. */
export interface PreferenceSettings {
  inAppEnabled: boolean;
  emailEnabled: boolean;
  pushEnabled: boolean;
  digest: Digest;
}

/** The four settings of a preference as they are given: without `digest` it is `instant`. */
export type PartialSettings = Omit<PreferenceSettings, 'digest'> &
  Partial<Pick<PreferenceSettings, 'digest'>>;

/**
 * The four settings of a preference, an absent digest filled in.
 * @throws InvalidInputError
 */
export function checkedSettings(settings: PartialSettings): PreferenceSettings {
  const { inAppEnabled, emailEnabled, pushEnabled, digest = 'instant' } = settings;
  const flags = { inAppEnabled, emailEnabled, pushEnabled };
  for (const [flag, value] of Object.entries(flags) as [string, unknown][]) {
    if (typeof value !== 'boolean') throw new InvalidInputError(flag, 'must be a boolean.');
  }
  if (!DIGESTS.includes(digest)) {
    throw new InvalidInputError('digest', `must be one of ${DIGESTS.join(', ')}.`);
  }
  return { ...flags, digest };
}

/** The four settings as JSON shows them. */
export function settingsResource(settings: PreferenceSettings) {
  return {
    in_app_enabled: settings.inAppEnabled,
    email_enabled: settings.emailEnabled,
    push_enabled: settings.pushEnabled,
    digest: settings.digest,
  };
}

/** The four settings out of what `settingsResource` made of them. */
export function settingsOf(resource: ReturnType<typeof settingsResource>): PreferenceSettings {
  return {
    inAppEnabled: resource.in_app_enabled,
    emailEnabled: resource.email_enabled,
    pushEnabled: resource.push_enabled,
    digest: resource.digest,
  };
}
