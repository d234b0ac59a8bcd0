import type { PreferenceValues } from '../channels/preference-values.js';

/** What a host says about decisions. */
export interface DecisionsOptions {
  /** What holds for owners who stored nothing; without it, every channel is on and email is `instant`. */
  systemDefault?: PreferenceValues;
}
