import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { forEachChannel } from '../channels/channels.js';
import { columnsOf, EXAMPLE_COLUMNS } from '../channels/preference-values.js';
import { PreferenceValuesResource } from '../channels/value-schemas.js';
import type {
  BatchedChannelState,
  ChannelReason,
  ChannelStates,
  EffectivePreference,
  PreferenceSource,
} from './resolution.js';
import {
  ApiChannelDigest,
  ApiChannelReason,
  ApiPreferenceId,
  ApiSource,
  withEachChannel,
} from './resolution.schema.js';

@ApiSchema({ name: 'MessagingChannelState' })
export class ChannelStateResource {
  @ApiProperty({
    type: Boolean,
    description: 'Whether the channel delivers.',
    example: false,
  })
  enabled!: boolean;

  @ApiChannelReason('Why the channel is on or off. It is null when it is on because of its flag.')
  reason!: ChannelReason | null;
}

@ApiSchema({ name: 'MessagingBatchedChannelState' })
export class BatchedChannelStateResource extends ChannelStateResource {
  @ApiChannelDigest(
    'How the notifications are batched: `instant` when the channel is required, null when it does not deliver.',
    null,
  )
  digest!: BatchedChannelState['digest'];
}

function exampleOf(followsDigest: boolean): object {
  return { enabled: true, ...(followsDigest ? { digest: 'daily' } : {}), reason: null };
}

@ApiSchema({ name: 'MessagingChannels' })
export class ChannelsResource extends (withEachChannel(({ does, followsDigest }) => ({
  type: followsDigest ? BatchedChannelStateResource : ChannelStateResource,
  description: `Whether notifications ${does}.`,
  example: exampleOf(followsDigest),
})) as new () => ChannelStates) {}

/** An effective preference as the API returns it. */
@ApiSchema({ name: 'MessagingEffectivePreference' })
export class EffectivePreferenceResource {
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

  @ApiSource('The source of `preference`. It is the first of these that exists')
  source!: PreferenceSource;

  @ApiPreferenceId('The stored preference with the values; null when they are a default.')
  preference_id!: string | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    description:
      'The values of the source, before the rules of the category. They do not say what is delivered: `channels` does.',
    example: EXAMPLE_COLUMNS,
  })
  preference!: PreferenceValuesResource;

  @ApiProperty({
    type: ChannelsResource,
    description:
      'What holds for each channel, and why. The rules of the category take precedence over `preference`.',
    example: forEachChannel(({ followsDigest }) => exampleOf(followsDigest)),
  })
  channels!: ChannelsResource;

  @Moment(
    'The requested time. It is null for a current result; the system default is always current.',
    { nullable: true },
  )
  as_of!: string | null;

  static of(this: void, effective: EffectivePreference): EffectivePreferenceResource {
    const { category, source, preferenceId, channels, asOf } = effective;
    return {
      object: 'effective_preference',
      category,
      source,
      preference_id: preferenceId,
      preference: columnsOf(effective.preference),
      channels,
      as_of: asOf?.toISOString() ?? null,
    };
  }
}

export const EffectivePreferenceListResource = listSchema(
  'MessagingEffectivePreferenceList',
  EffectivePreferenceResource,
);
