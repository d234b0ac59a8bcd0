import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { type Channel, CHANNEL_TABLE, forEachChannel } from '../channels/channels.js';
import { columnsOf } from '../channels/preference-values.js';
import { withShownValues } from '../channels/value-schemas.js';
import {
  CHANNEL_REASONS,
  type ChannelReason,
  type ChannelState,
  type EffectivePreference,
  type PreferenceSource,
  SOURCES,
} from './resolution.js';

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
      'Why the channel is on or off: ' +
      `${CHANNEL_REASONS.map((reason) => `\`${reason}\``).join(', ')}. ` +
      'It is null when the channel is on because of its flag. New values may be added.',
    example: 'email_disabled',
  } as object)
  reason!: ChannelReason | null;
}

/** A base class with a member for each channel. */
function withChannelStates(): new () => Record<Channel, ChannelState> {
  const States = class extends (Object as new () => object) {};
  for (const { name, does } of CHANNEL_TABLE) {
    ApiProperty({
      type: ChannelStateResource,
      description: `Whether notifications ${does}.`,
      example: { enabled: true, reason: null },
    })(States.prototype, name);
  }
  return States as new () => Record<Channel, ChannelState>;
}

@ApiSchema({ name: 'MessagingChannels' })
export class ChannelsResource extends withChannelStates() {}

class EffectiveCategory {
  @ObjectKind('effective_preference')
  object!: 'effective_preference';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The category; null means every category with neither a preference nor a registration.',
    example: 'billing',
  })
  category!: string | null;
}

/** An effective preference as the API returns it. */
@ApiSchema({ name: 'MessagingEffectivePreference' })
export class EffectivePreferenceResource extends withShownValues(EffectiveCategory) {
  @ApiProperty({
    type: String,
    'x-extensible-enum': SOURCES,
    description:
      'The source of all values. It is the first of these that exists: ' +
      `${SOURCES.map((source) => `\`${source}\``).join(', ')}. New values may be added.`,
    example: 'category',
  } as object)
  source!: PreferenceSource;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The stored preference with the values; null when they are a default.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  preference_id!: string | null;

  @ApiProperty({
    type: ChannelsResource,
    description:
      'Whether each channel delivers, and why. The rules of the category take precedence over the values.',
    example: forEachChannel(() => ({ enabled: true, reason: null })),
  })
  channels!: ChannelsResource;

  @Moment(
    'The requested time. It is null for a current result; the system default is always current.',
    { nullable: true },
  )
  as_of!: string | null;

  static of(this: void, preference: EffectivePreference): EffectivePreferenceResource {
    const { category, source, preferenceId, channels, asOf } = preference;
    return {
      object: 'effective_preference',
      category,
      ...columnsOf(preference),
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
