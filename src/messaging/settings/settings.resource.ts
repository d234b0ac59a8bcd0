import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { setResponseHeader } from '../../http/requests/response-header.js';
import { shownProvenance, withShownProvenance } from '../callers/provenance.resource.js';
import { type Channel, CHANNELS } from '../channels/channels.js';
import { entityTagOf } from '../preferences/entity-tag.js';
import type { NotificationSettingsVersion } from './notification-settings.entity.js';
import { type Weekday, WEEKDAYS } from './quiet-hours.js';
import { DEFAULT_SETTINGS, type OwnerSettings, type SettingsValues } from './settings-values.js';
import type { SettingsChange } from './settings.store.js';

/** Hours in which email and push wait, as the API returns them. */
@ApiSchema({ name: 'MessagingQuietHours' })
export class QuietHoursResource {
  @ApiProperty({
    type: String,
    isArray: true,
    enum: [...WEEKDAYS],
    description: 'The days on which the hours begin.',
    example: ['sat', 'sun'],
  })
  days!: readonly Weekday[];

  @ApiProperty({
    type: String,
    description: 'The local time at which they begin.',
    example: '22:00',
  })
  from!: string;

  @ApiProperty({
    type: String,
    description: 'The local time at which they end; on the next day if it is not after `from`.',
    example: '09:00',
  })
  to!: string;
}

/** The values of settings as the API returns them. */
@ApiSchema({ name: 'MessagingSettingsValues' })
export class SettingsValuesResource {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The time zone of the owner; null means UTC.',
    example: 'Europe/Vienna',
  })
  time_zone!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The language of the owner: a tag of BCP 47.',
    example: 'de-AT',
  })
  locale!: string | null;

  @ApiProperty({
    type: String,
    description: 'The local time at which the daily digest is sent.',
    example: '08:00',
  })
  daily_digest_at!: string;

  @ApiProperty({
    type: [QuietHoursResource],
    description: 'Hours in which email and push wait.',
    example: [{ days: ['sat', 'sun'], from: '22:00', to: '09:00' }],
  })
  quiet_hours!: QuietHoursResource[];

  @Moment('The end of a pause: until then push is not sent and email waits.', { nullable: true })
  paused_until!: string | null;

  @ApiProperty({
    type: String,
    isArray: true,
    enum: [...CHANNELS],
    description: 'Channels that deliver nothing, whatever the preferences say.',
    example: ['push'],
  })
  closed_channels!: readonly Channel[];
}

/** The settings of an owner as the API returns them. */
@ApiSchema({ name: 'MessagingSettings' })
export class SettingsResource extends SettingsValuesResource {
  @ObjectKind('notification_settings')
  object!: 'notification_settings';

  @Moment('When the settings were first stored; null when they never were.', { nullable: true })
  created_at!: string | null;

  @Moment('When one of the values last changed; null when none were stored.', { nullable: true })
  updated_at!: string | null;

  static of(this: void, settings: OwnerSettings): SettingsResource {
    return {
      object: 'notification_settings',
      ...shownValues(settings),
      created_at: settings.createdAt?.toISOString() ?? null,
      updated_at: settings.updatedAt?.toISOString() ?? null,
    };
  }
}

const EXAMPLE_VALUES = { ...shownValues(DEFAULT_SETTINGS), time_zone: 'Europe/Vienna' };

class ChangedSettings {
  @ObjectKind('settings_change')
  object!: 'settings_change';

  @ApiProperty({
    type: 'integer',
    description: 'The version that the change created. Versions are numbered from 1 without gaps.',
    example: 2,
  })
  version!: number;

  @ApiProperty({
    type: SettingsValuesResource,
    nullable: true,
    description: 'The values before the change; null if the change stored the first settings.',
    example: shownValues(DEFAULT_SETTINGS),
  })
  before!: SettingsValuesResource | null;

  @ApiProperty({
    type: SettingsValuesResource,
    description: 'The values after the change.',
    example: EXAMPLE_VALUES,
  })
  after!: SettingsValuesResource;

  @Moment('When the change was made.')
  changed_at!: string;
}

/** One change of settings as the API returns it. */
@ApiSchema({ name: 'MessagingSettingsChange' })
export class SettingsChangeResource extends withShownProvenance(
  ChangedSettings,
  '`api`, `on_behalf` of the owner, `service`',
) {
  static of(this: void, { before, after }: SettingsChange): SettingsChangeResource {
    return {
      object: 'settings_change',
      version: after.version,
      before: before && shownValues(before),
      after: shownValues(after),
      changed_at: after.changedAt.toISOString(),
      ...shownProvenance(after),
    };
  }
}

export const SettingsChangeListResource = listSchema(
  'MessagingSettingsChangeList',
  SettingsChangeResource,
);

function shownValues(values: SettingsValues | NotificationSettingsVersion): SettingsValuesResource {
  return {
    time_zone: values.timeZone,
    locale: values.locale,
    daily_digest_at: values.dailyDigestAt,
    // PostgreSQL does not keep the order of the members.
    quiet_hours: values.quietHours.map(({ days, from, to }) => ({ days, from, to })),
    paused_until: values.pausedUntil?.toISOString() ?? null,
    closed_channels: values.closedChannels,
  };
}

/** Converts settings to the body of the response, and sets the header `ETag` if they are stored. */
export type AnswerSettings = (settings: OwnerSettings) => SettingsResource;

/** Gives a handler its `AnswerSettings`. */
export const SettingsAnswer = createParamDecorator(
  (_: unknown, context: ExecutionContext): AnswerSettings =>
    (settings) => {
      const { id, version } = settings;
      if (id !== null) setResponseHeader(context, 'ETag', entityTagOf({ id, version }));
      return SettingsResource.of(settings);
    },
);
