import type { Channel } from '../channel.js';
import type { PreferenceSettings } from '../preference-settings.js';

/** What holds where nobody said anything and the host has no other default: every channel on, email at once. */
export const SYSTEM_DEFAULT: Readonly<PreferenceSettings> = {
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: true,
  digest: 'instant',
};

/** Whose word holds, the first that exists: the owner's for the category, the owner's global default, the registry's, the system's. */
export const SOURCES = [
  'category',
  'global_default',
  'category_default',
  'system_default',
] as const;

export type PreferenceSource = (typeof SOURCES)[number];

/** Why a channel is on or off, where it does not simply follow a setting that is on. */
export const CHANNEL_REASONS = [
  'required',
  'not_opted_in',
  'in_app_disabled',
  'email_disabled',
  'digest_off',
  'push_disabled',
] as const;

export type ChannelReason = (typeof CHANNEL_REASONS)[number];

/** Whether a channel delivers, and why. */
export interface ChannelState {
  enabled: boolean;
  /** Null where the channel is on because the settings say so. */
  reason: ChannelReason | null;
}

/** What holds for one owner and category, and why. The settings are those of the source, as a whole. */
export interface EffectivePreference extends PreferenceSettings {
  ownerId: string;
  /** Null is every category that has neither a preference nor a registration of its own. */
  category: string | null;
  source: PreferenceSource;
  /** The stored preference that it comes from; null where it is a default. */
  preferenceId: string | null;
  /** Which version of that preference. */
  preferenceVersion: number | null;
  channels: Record<Channel, ChannelState>;
  /** The moment it held at; null where it is today's: always without `asOf`, and for the system default. */
  asOf: Date | null;
}

/** What resolution looks at for one owner and category. */
export interface ResolutionInput {
  /** The owner's preference that wins, if there is one. */
  settings: PreferenceSettings | null;
  /** Whether that one is for this very category. */
  isOwn: boolean;
  /** What the registry says of the category; where it says nothing, nothing is required or to be opted into. */
  defaultPreference: PreferenceSettings | null;
  requiredChannels: readonly Channel[] | null;
  optIn: boolean | null;
}

/** What resolution gives. */
export type Resolution = Pick<
  EffectivePreference,
  'source' | 'channels' | keyof PreferenceSettings
>;

/** What holds for an owner and a category: one row, never fields of several; then each channel by the category's rules. */
export function resolvePreference(
  { settings, isOwn, defaultPreference, requiredChannels, optIn }: ResolutionInput,
  systemDefault: PreferenceSettings = SYSTEM_DEFAULT,
): Resolution {
  const { inAppEnabled, emailEnabled, pushEnabled, digest } =
    settings ?? defaultPreference ?? systemDefault;
  const row = { inAppEnabled, emailEnabled, pushEnabled, digest };
  const defaults = defaultPreference ?? systemDefault;
  const stateOf = (channel: Channel): ChannelState => {
    if (requiredChannels?.includes(channel)) return { enabled: true, reason: 'required' };
    // A global default never turns on what is to be opted into.
    const needsOwn = optIn && !isOwn && offReason(defaults, channel) !== null;
    const reason = needsOwn ? 'not_opted_in' : offReason(row, channel);
    return { enabled: reason === null, reason };
  };
  return {
    ...row,
    source: sourceOf(settings, isOwn, defaultPreference),
    channels: { in_app: stateOf('in_app'), email: stateOf('email'), push: stateOf('push') },
  };
}

function sourceOf(
  settings: PreferenceSettings | null,
  isOwn: boolean,
  defaultPreference: PreferenceSettings | null,
): PreferenceSource {
  if (settings) return isOwn ? 'category' : 'global_default';
  return defaultPreference ? 'category_default' : 'system_default';
}

function offReason(settings: PreferenceSettings, channel: Channel): ChannelReason | null {
  if (channel === 'in_app') return settings.inAppEnabled ? null : 'in_app_disabled';
  if (channel === 'push') return settings.pushEnabled ? null : 'push_disabled';
  if (!settings.emailEnabled) return 'email_disabled';
  return settings.digest === 'off' ? 'digest_off' : null;
}
