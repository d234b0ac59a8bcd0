import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { ObjectKind } from '../../http/openapi/resource.schema.js';
import { forEachChannel } from '../channels/channels.js';
import { type BatchedChannelDecision, type Decision, type Outcome, OUTCOMES } from './decision.js';
import type { ChannelReason, PreferenceSource } from './resolution.js';
import {
  ApiChannelDigest,
  ApiChannelReason,
  ApiPreferenceId,
  ApiSource,
  withEachChannel,
} from './resolution.schema.js';

@ApiSchema({ name: 'MessagingChannelDecision' })
export class ChannelDecisionResource {
  @ApiProperty({
    enum: OUTCOMES,
    description:
      '`deliver`: at once. `batch`: with the next digest. `suppress`: not at all on this channel.',
    example: 'deliver',
  })
  outcome!: Outcome;

  @ApiChannelReason('Why. It is null when the channel is on because of its flag.')
  reason!: ChannelReason | null;
}

@ApiSchema({ name: 'MessagingBatchedChannelDecision' })
export class BatchedChannelDecisionResource extends ChannelDecisionResource {
  @ApiChannelDigest(
    '`instant` for `deliver`, `hourly` or `daily` for `batch`, null for `suppress`.',
    'instant',
  )
  digest!: BatchedChannelDecision['digest'];
}

function exampleOf(followsDigest: boolean): object {
  return followsDigest
    ? { outcome: 'batch', digest: 'daily', reason: null }
    : { outcome: 'deliver', reason: null };
}

@ApiSchema({ name: 'MessagingChannelDecisions' })
export class ChannelDecisionsResource extends (withEachChannel(({ does, followsDigest }) => ({
  type: followsDigest ? BatchedChannelDecisionResource : ChannelDecisionResource,
  description: `The decision for the channel on which notifications ${does}.`,
  example: exampleOf(followsDigest),
})) as new () => Decision['channels']) {}

/** A decision as the API returns it. */
@ApiSchema({ name: 'MessagingDecision' })
export class DecisionResource {
  @ObjectKind('decision')
  object!: 'decision';

  @ApiProperty({ type: String, description: 'The owner.', example: 'ada' })
  owner_id!: string;

  @ApiSource('What decided')
  source!: PreferenceSource;

  @ApiPreferenceId('The stored preference that decided; null when it was a default.')
  preference_id!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The version of that preference; null when it was a default.',
    example: 3,
  })
  preference_version!: number | null;

  @ApiProperty({
    type: ChannelDecisionsResource,
    description: 'The decision for each channel.',
    example: forEachChannel(({ followsDigest }) => exampleOf(followsDigest)),
  })
  channels!: ChannelDecisionsResource;

  static of(this: void, decision: Decision): DecisionResource {
    const { ownerId, source, preferenceId, preferenceVersion, channels } = decision;
    return {
      object: 'decision',
      owner_id: ownerId,
      source,
      preference_id: preferenceId,
      preference_version: preferenceVersion,
      channels,
    };
  }
}

export const DecisionListResource = listSchema('MessagingDecisionList', DecisionResource);
