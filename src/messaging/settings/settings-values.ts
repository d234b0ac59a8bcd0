import type { Owner } from '../callers/caller.js';
import type { Channel } from '../channels/channels.js';
import type { QuietHours } from './quiet-hours.js';

/** What an owner has set for all notifications, besides the preferences for categories. */
export interface SettingsValues {
  /** A name in `pg_timezone_names`, such as `Europe/Vienna`; null means UTC. */
  timeZone: string | null;
  /** A language tag (BCP 47), such as `de-AT`; null when the owner has not chosen one. */
  locale: string | null;
  /** The local time at which a daily digest ends: `08:00`. */
  dailyDigestAt: string;
  /** Hours in which email and push wait. */
  quietHours: readonly QuietHours[];
  /** The time until which push is not sent and email waits; null when there is no pause. */
  pausedUntil: Date | null;
  /** Channels that deliver nothing, whatever the preferences say. */
  closedChannels: readonly Channel[];
}

/** The settings of an owner who stored none. */
export const DEFAULT_SETTINGS: SettingsValues = {
  timeZone: null,
  locale: null,
  dailyDigestAt: '08:00',
  quietHours: [],
  pausedUntil: null,
  closedChannels: [],
};

/** The settings with the defaults for the values that are not given. */
export function settingsFrom(given: {
  [Name in keyof SettingsValues]?: SettingsValues[Name] | undefined;
}): SettingsValues {
  return {
    timeZone: given.timeZone ?? DEFAULT_SETTINGS.timeZone,
    locale: given.locale ?? DEFAULT_SETTINGS.locale,
    dailyDigestAt: given.dailyDigestAt ?? DEFAULT_SETTINGS.dailyDigestAt,
    quietHours: given.quietHours ?? DEFAULT_SETTINGS.quietHours,
    pausedUntil: given.pausedUntil ?? DEFAULT_SETTINGS.pausedUntil,
    closedChannels: given.closedChannels ?? DEFAULT_SETTINGS.closedChannels,
  };
}

/** The settings of one owner, or the defaults if the owner stored none. */
export interface OwnerSettings extends SettingsValues, Required<Owner> {
  /** Null, with the times, when the owner stored no settings. */
  id: string | null;
  /** The number of the current version; 0 when the owner stored no settings. */
  version: number;
  createdAt: Date | null;
  updatedAt: Date | null;
}
