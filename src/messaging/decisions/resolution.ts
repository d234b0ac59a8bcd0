import { type Channel, CHANNEL_TABLE, CHANNELS, forEachChannel } from '../channels/channels.js';
import { type PreferenceValues, SYSTEM_DEFAULT, valuesIn } from '../channels/preference-values.js';

/**
 * Where the values come from. The first that exists wins: the owner's preference for the category, the owner's
 * global default, the category's registered default, the system default.
 */
export const SOURCES = [
  'category',
  'global_default',
  'category_default',
  'system_default',
] as const;

export type PreferenceSource = (typeof SOURCES)[number];

/** Why a channel is on or off, where it does not simply follow a flag that is on. */
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
  /** Null where the channel is on because its flag is. */
  reason: ChannelReason | null;
}

/** What holds for one owner and category, and why. The values are those of the source, as a whole. */
export interface EffectivePreference extends PreferenceValues {
  ownerId: string;
  /** Null is every category that has neither a preference nor a registration of its own. */
  category: string | null;
  source: PreferenceSource;
  /** The stored preference that the values come from; null where they are a default. */
  preferenceId: string | null;
  /** Which version of that preference. */
  preferenceVersion: number | null;
  channels: Record<Channel, ChannelState>;
  /** The moment that was asked for; null where the answer is of today: always without `asOf`, and for the system default. */
  asOf: Date | null;
}

/** What resolution looks at for one owner and category. */
export interface ResolutionInput {
  /** The owner's preference that wins, if there is one. */
  values: PreferenceValues | null;
  /** Whether that one is for this very category. */
  isOwn: boolean;
  /** What the registry says of the category; where it says nothing, nothing is required and nothing needs an opt-in. */
  defaultPreference: PreferenceValues | null;
  requiredChannels: readonly Channel[] | null;
  optIn: boolean | null;
}

/** What resolution gives. */
export type Resolution = PreferenceValues & Pick<EffectivePreference, 'source' | 'channels'>;

/** What holds for an owner and a category: the values of one source, then each channel by the rules of the category. */
export function resolvePreference(
  { values, isOwn, defaultPreference, requiredChannels, optIn }: ResolutionInput,
  systemDefault: PreferenceValues = SYSTEM_DEFAULT,
): Resolution {
  const defaults = defaultPreference ?? systemDefault;
  const won = valuesIn(values ?? defaults);
  const stateOf = (channel: (typeof CHANNEL_TABLE)[number]): ChannelState => {
    if (requiredChannels?.includes(channel.name)) return { enabled: true, reason: 'required' };
    // A global default never turns on what needs an opt-in.
    const needsOwn = optIn && !isOwn && offReason(defaults, channel) !== null;
    const reason = needsOwn ? 'not_opted_in' : offReason(won, channel);
    return { enabled: reason === null, reason };
  };
  return {
    ...won,
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
  { name, property }: (typeof CHANNEL_TABLE)[number],
): ChannelReason | null {
  if (!values[property]) return `${name}_disabled`;
  return name === 'email' && values.digest === 'off' ? 'digest_off' : null;
}
