import { listSchema } from '../../http/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi.js';
import type { Digest } from '../digest.js';
import { settingsResource } from '../preference-settings.js';
import {
  EmailEnabled,
  InAppEnabled,
  Moment,
  ObjectKind,
  PushEnabled,
  ShownDigest,
} from '../settings.schema.js';
import {
  CHANNEL_REASONS,
  type ChannelReason,
  type ChannelState,
  type EffectivePreference,
  type PreferenceSource,
  SOURCES,
} from './effective-preference.js';

@ApiSchema({ name: 'MessagingChannelState' })
export class ChannelStateResource {
  @ApiProperty({
    type: Boolean,
    description: 'Whether the channel delivers.',
    example: false,
  })
  enabled!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    'x-extensible-enum': CHANNEL_REASONS,
    description:
      'Why, where it does not simply follow a setting that is on: ' +
      `${CHANNEL_REASONS.map((reason) => `\`${reason}\``).join(', ')}. New values may be added.`,
    example: 'email_disabled',
  } as object)
  reason!: ChannelReason | null;
}

@ApiSchema({ name: 'MessagingChannels' })
export class ChannelsResource {
  @ApiProperty({
    type: ChannelStateResource,
    description: 'The bell in the application.',
    example: { enabled: true, reason: null },
  })
  in_app!: ChannelState;

  @ApiProperty({
    type: ChannelStateResource,
    description: 'Email, at once or batched.',
    example: { enabled: false, reason: 'email_disabled' },
  })
  email!: ChannelState;

  @ApiProperty({
    type: ChannelStateResource,
    description: 'Push to devices.',
    example: { enabled: true, reason: null },
  })
  push!: ChannelState;
}

/** What holds for an owner and a category, as the API returns it. */
@ApiSchema({ name: 'MessagingEffectivePreference' })
export class EffectivePreferenceResource {
  @ObjectKind('effective_preference')
  object!: 'effective_preference';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The category; null is every category with neither a preference nor a registration of its own.',
    example: 'billing',
  })
  category!: string | null;

  @InAppEnabled()
  in_app_enabled!: boolean;

  @EmailEnabled()
  email_enabled!: boolean;

  @PushEnabled()
  push_enabled!: boolean;

  @ShownDigest()
  digest!: Digest;

  @ApiProperty({
    type: String,
    'x-extensible-enum': SOURCES,
    description:
      'Where the four settings come from, all of them together: ' +
      `${SOURCES.map((source) => `\`${source}\``).join(', ')}, the first that exists. New values may be added.`,
    example: 'category',
  } as object)
  source!: PreferenceSource;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The preference they come from; null where it is a default.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  preference_id!: string | null;

  @ApiProperty({
    type: ChannelsResource,
    description:
      'Whether each channel delivers, and why: what the category requires stands above the settings.',
    example: {
      in_app: { enabled: true, reason: null },
      email: { enabled: false, reason: 'email_disabled' },
      push: { enabled: true, reason: null },
    },
  })
  channels!: ChannelsResource;

  @Moment(
    'The moment that was asked for; null where the answer is of today, as the system default always is.',
    { nullable: true },
  )
  as_of!: string | null;

  static of(this: void, preference: EffectivePreference): EffectivePreferenceResource {
    const { category, source, preferenceId, channels, asOf } = preference;
    return {
      object: 'effective_preference',
      category,
      ...settingsResource(preference),
      source,
      preference_id: preferenceId,
      channels,
      as_of: asOf?.toISOString() ?? null,
    };
  }
}

export const EffectivePreferenceListResource = listSchema(
  'MessagingEffectivePreferenceList',
  EffectivePreferenceResource,
);
