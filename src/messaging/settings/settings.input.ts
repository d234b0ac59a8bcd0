import { Field, FollowsClassRule } from '../../http/input/field.decorator.js';
import { moment, nullable, objectsUpTo, optional, someOf, string } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { type Channel, CHANNELS } from '../channels/channels.js';
import { refuseWholeWeek, timeOfDayFault, type Weekday, WEEKDAYS } from './quiet-hours.js';
import { DEFAULT_SETTINGS } from './settings-values.js';

const MAX_QUIET_HOURS = 14;
const MAX_LOCALE = 64;

const timeOfDay = string({ maxLength: 5 }, timeOfDayFault);

const locale = string({ maxLength: MAX_LOCALE }, (tag) =>
  tag.length <= MAX_LOCALE && isLanguageTag(tag)
    ? undefined
    : 'must be a language tag (BCP 47), such as de-AT.',
);

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Hours in which email and push wait. */
@ApiSchema({ name: 'MessagingQuietHoursInput' })
export class QuietHoursInput {
  /** The days on which the hours begin, at least one. */
  @Field(someOf(WEEKDAYS, 'day', 1), {
    description: 'The days on which the hours begin.',
    example: ['mon', 'tue', 'wed', 'thu', 'fri'],
  })
  days!: readonly Weekday[];

  /** The local time at which they begin. */
  @Field(timeOfDay, { description: 'The local time at which they begin.', example: '22:00' })
  from!: string;

  /** The local time at which they end, on the next day if it is not after `from`. */
  @Field(timeOfDay, {
    description:
      'The local time at which they end; on the next day if it is not after `from`. The same time is 24 hours.',
    example: '07:00',
  })
  to!: string;
}

/** The input for the settings of an owner. It replaces all of them. */
@FollowsClassRule<SettingsInput>(({ quietHours }) => refuseWholeWeek(quietHours ?? []))
@ApiSchema({ name: 'MessagingSettingsInput' })
export class SettingsInput {
  /** A name in `pg_timezone_names`. Null or absent means UTC. */
  @Field(optional(nullable(string({ maxLength: 64 }, () => undefined))), {
    description: 'The time zone of the owner: a name of the IANA database. Null means UTC.',
    example: 'Europe/Vienna',
  })
  timeZone?: string | null;

  /** A language tag (BCP 47). */
  @Field(optional(nullable(locale)), {
    description: 'The language of the owner: a tag of BCP 47.',
    example: 'de-AT',
  })
  locale?: string | null;

  /** The local time at which a daily digest ends, by default 08:00. */
  @Field(optional(timeOfDay), {
    default: DEFAULT_SETTINGS.dailyDigestAt,
    description: 'The local time at which the daily digest is sent.',
    example: '08:00',
  })
  dailyDigestAt?: string;

  /** Hours in which email and push wait, at most 14. */
  @Field(optional(objectsUpTo(QuietHoursInput, MAX_QUIET_HOURS)), {
    default: [],
    description:
      'Hours in which email and push wait; in-app does not. They must leave at least one minute of the week free.',
    example: [{ days: ['sat', 'sun'], from: '22:00', to: '09:00' }],
  })
  quietHours?: readonly QuietHoursInput[];

  /** The end of a pause. Null or absent means that there is none. */
  @Field(optional(nullable(moment)), {
    description:
      'The end of a pause: until then push is not sent and email waits. Null means that there is no pause.',
    example: '2026-12-24T00:00:00.000Z',
  })
  pausedUntil?: Date | null;

  /** Channels that deliver nothing, whatever the preferences say. */
  @Field(optional(someOf(CHANNELS, 'channel')), {
    default: [],
    description:
      'Channels that deliver nothing, except where a category requires them. No preference changes, and each one ' +
      'holds again when its channel is opened.',
    example: ['push'],
  })
  closedChannels?: readonly Channel[];
}
