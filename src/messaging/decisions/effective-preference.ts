import type { PreferenceSettings } from '../preferences/preference-settings.js';

/** What holds where nobody said anything and the host has no other default: every channel on, email at once. */
export const SYSTEM_DEFAULT: Readonly<PreferenceSettings> = {
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: true,
  digest: 'instant',
};

/** A stored preference, as far as resolution looks at it. */
export interface StoredSettings extends PreferenceSettings {
  id: string;
  /** Null is the global default. */
  category: string | null;
}

/** What holds for one owner and category, and why. */
export interface EffectivePreference extends PreferenceSettings {
  category: string | null;
  /** Whose word it is: the owner's for this category, the owner's global default, or the system's. */
  source: 'category' | 'global_default' | 'system_default';
  /** The stored preference that it comes from; null where it is the system's default. */
  preferenceId: string | null;
}

/**
 * The preference that holds for `category`, out of one owner's stored ones. The first that exists wins
 * as a whole, the category's own before the global default before the system's; fields are never merged.
 */
export function resolvePreference(
  stored: readonly StoredSettings[],
  category: string | null,
  systemDefault: PreferenceSettings = SYSTEM_DEFAULT,
): EffectivePreference {
  const own = category === null ? undefined : stored.find((row) => row.category === category);
  const row = own ?? stored.find(({ category }) => category === null);
  const { inAppEnabled, emailEnabled, pushEnabled, digest } = row ?? systemDefault;
  const source = own ? 'category' : row ? 'global_default' : 'system_default';
  const settings = { inAppEnabled, emailEnabled, pushEnabled, digest };
  return { category, ...settings, source, preferenceId: row?.id ?? null };
}
