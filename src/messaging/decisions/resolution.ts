import { type Channel, type ChannelRow, CHANNELS, forEachChannel } from '../channels/channels.js';
import { DIGEST_OFF } from '../channels/digest.js';
import { type PreferenceValues, SYSTEM_DEFAULT, valuesIn } from '../channels/preference-values.js';

/**
 * The sources of the values, in their order of precedence: the owner's preference for the category, the owner's global
 * default, the registered default of the category, the system default.
 */
export const SOURCES = [
  'category',
  'global_default',
  'category_default',
  'system_default',
] as const;

/** One of `SOURCES`. */
export type PreferenceSource = (typeof SOURCES)[number];

/** The reason why a channel is on or off, except when it is on because of its flag. */
export type ChannelReason = 'required' | 'not_opted_in' | `${Channel}_disabled` | 'digest_off';

export const CHANNEL_REASONS: readonly ChannelReason[] = [
  'required',
  'not_opted_in',
  ...CHANNELS.map((channel) => `${channel}_disabled` as const),
  'digest_off',
];

/** Whether a channel delivers, and why. */
export interface ChannelState {
  enabled: boolean;
  /** Null when the channel is on because of its flag. */
  reason: ChannelReason | null;
}

/** The effective preference of one owner in one category, with reasons. All values come from one source. */
export interface EffectivePreference extends PreferenceValues {
  ownerId: string;
  /** Null means every category with neither a preference nor a registration. */
  category: string | null;
  source: PreferenceSource;
  /** The id of the stored preference with the values; null when they are a default. */
  preferenceId: string | null;
  /** The version of that preference; null when the values are a default. */
  preferenceVersion: number | null;
  channels: Record<Channel, ChannelState>;
  /** The requested time. It is null for a current result: without `asOf`, and always for the system default. */
  asOf: Date | null;
}

/** The data for the resolution of one effective preference. */
export interface ResolutionInput {
  /**
   * The values of the owner's preference for the category, or else of the global default; null when there is neither.
   */
  values: PreferenceValues | null;
  /** Whether the values are of a preference for this category, and not of the global default. */
  isOwn: boolean;
  /** The values of the registry. They are null without a registration: then nothing is required or needs an opt-in. */
  defaultPreference: PreferenceValues | null;
  requiredChannels: readonly Channel[] | null;
  optIn: boolean | null;
}

/** The result of a resolution. */
export type Resolution = PreferenceValues & Pick<EffectivePreference, 'source' | 'channels'>;

/** Resolves an effective preference: it selects the values, then applies the rules of the category to each channel. */
export function resolvePreference(
  { values, isOwn, defaultPreference, requiredChannels, optIn }: ResolutionInput,
  systemDefault: PreferenceValues = SYSTEM_DEFAULT,
): Resolution {
  const defaults = defaultPreference ?? systemDefault;
  const effective = valuesIn(values ?? defaults);
  const stateOf = (channel: ChannelRow): ChannelState => {
    if (requiredChannels?.includes(channel.name)) return { enabled: true, reason: 'required' };
    // A global default never turns on a channel that needs an opt-in.
    const needsOwn = optIn && !isOwn && offReason(defaults, channel) !== null;
    const reason = needsOwn ? 'not_opted_in' : offReason(effective, channel);
    return { enabled: reason === null, reason };
  };
  return {
    ...effective,
    source: sourceOf(values, isOwn, defaultPreference),
    channels: forEachChannel(stateOf),
  };
}

function sourceOf(
  values: PreferenceValues | null,
  isOwn: boolean,
  defaultPreference: PreferenceValues | null,
): PreferenceSource {
  if (values) return isOwn ? 'category' : 'global_default';
  return defaultPreference ? 'category_default' : 'system_default';
}

function offReason(
  values: PreferenceValues,
  { name, property, followsDigest }: ChannelRow,
): ChannelReason | null {
  if (!values[property]) return `${name}_disabled`;
  return followsDigest && values.digest === DIGEST_OFF ? 'digest_off' : null;
}
