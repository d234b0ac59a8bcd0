import type { Digest } from './digest.js';

/** The four settings of a preference. */
export interface PreferenceSettings {
  inAppEnabled: boolean;
  emailEnabled: boolean;
  pushEnabled: boolean;
  digest: Digest;
}
