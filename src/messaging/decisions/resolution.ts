import {
  type Channel,
  type ChannelRow,
  CHANNELS,
  forEachChannel,
  type ForEachChannel,
} from '../channels/channels.js';
import { type Digest, DIGEST_OFF, DIGEST_INSTANT } from '../channels/digest.js';
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

/** Whether a channel that follows the digest delivers, how it is batched, and why. */
export interface BatchedChannelState extends ChannelState {
  /** How notifications are batched: `instant` when the channel is required, null when it does not deliver. */
  digest: Exclude<Digest, 'off'> | null;
}

/** What holds for each channel. Email has a digest. */
export type ChannelStates = ForEachChannel<ChannelState, BatchedChannelState>;

/** The effective preference of one owner in one category: what holds for each channel, and why. */
export interface EffectivePreference {
  ownerId: string;
  /** Null means every category with neither a preference nor a registration. */
  category: string | null;
  source: PreferenceSource;
  /**
   * The values of the source, before the rules of the category. They do not say what is delivered: `channels` does.
   */
  preference: PreferenceValues;
  /** The id of the stored preference with the values; null when they are a default. */
  preferenceId: string | null;
  /** The version of that preference; null when the values are a default. */
  preferenceVersion: number | null;
  channels: ChannelStates;
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
export type Resolution = Pick<EffectivePreference, 'source' | 'preference' | 'channels'>;

/** Resolves an effective preference: it selects the values, then applies the rules of the category to each channel. */
export function resolvePreference(
  { values, isOwn, defaultPreference, requiredChannels, optIn }: ResolutionInput,
  systemDefault: PreferenceValues = SYSTEM_DEFAULT,
): Resolution {
  const defaults = defaultPreference ?? systemDefault;
  const preference = valuesIn(values ?? defaults);
  const offReasonOf = (channel: ChannelRow): ChannelReason | null => {
    // A global default never turns on a channel that needs an opt-in.
    const needsOwn = optIn && !isOwn && offReason(defaults, channel) !== null;
    return needsOwn ? 'not_opted_in' : offReason(preference, channel);
  };
  const stateOf = (channel: ChannelRow): ChannelState | BatchedChannelState => {
    const isRequired = requiredChannels?.includes(channel.name) === true;
    const reason = isRequired ? 'required' : offReasonOf(channel);
    const enabled = isRequired || reason === null;
    if (!channel.followsDigest) return { enabled, reason };
    const digest = isRequired ? DIGEST_INSTANT : preference.digest;
    return { enabled, digest: enabled && digest !== DIGEST_OFF ? digest : null, reason };
  };
  return {
    source: sourceOf(values, isOwn, defaultPreference),
    preference,
    channels: forEachChannel(stateOf) as ChannelStates,
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
