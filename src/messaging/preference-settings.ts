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

const FLAGS = ['inAppEnabled', 'emailEnabled', 'pushEnabled'] as const;

/**
 * The four settings of a preference, an absent digest filled in.
 * @throws InvalidInputError
 */
export function checkedSettings(settings: PartialSettings): PreferenceSettings {
  const { inAppEnabled, emailEnabled, pushEnabled, digest = 'instant' } = settings;
  const checked = { inAppEnabled, emailEnabled, pushEnabled, digest };
  for (const flag of FLAGS) {
    if (typeof (checked[flag] as unknown) !== 'boolean') {
      throw new InvalidInputError(flag, 'must be a boolean.');
    }
  }
  if (!DIGESTS.includes(digest)) {
    throw new InvalidInputError('digest', `must be one of ${DIGESTS.join(', ')}.`);
  }
  return checked;
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
