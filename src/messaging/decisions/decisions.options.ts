import type { PreferenceValues } from '../channels/preference-values.js';

/** The options about decisions. */
export interface DecisionsOptions {
  /**
   * The default for owners who stored nothing. Without it, each channel has its own default (now all are on), and email
   * is `instant`.
   */
  systemDefault?: PreferenceValues;
}
