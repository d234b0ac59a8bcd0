import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { ObjectKind } from '../../http/openapi/resource.schema.js';
import { CHANNEL_TABLE, forEachChannel } from '../channels/channels.js';
import { DIGEST_OFF, DIGESTS } from '../channels/digest.js';
import { type BatchedChannelDecision, type Decision, type Outcome, OUTCOMES } from './decision.js';
import { ApiChannelReason } from './effective-preference.resource.js';
import { type ChannelReason, type PreferenceSource, SOURCES } from './resolution.js';

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
  @ApiProperty({
    enum: DIGESTS.filter((digest) => digest !== DIGEST_OFF),
    nullable: true,
    description: '`instant` for `deliver`, `hourly` or `daily` for `batch`, null for `suppress`.',
    example: 'instant',
  })
  digest!: BatchedChannelDecision['digest'];
}

/** A base class with a member for each channel. */
function withChannelDecisions(): new () => Decision['channels'] {
  const Decisions = class extends (Object as new () => object) {};
  for (const { name, does, followsDigest } of CHANNEL_TABLE) {
    ApiProperty({
      type: followsDigest ? BatchedChannelDecisionResource : ChannelDecisionResource,
      description: `The decision for the channel on which notifications ${does}.`,
      example: exampleOf(followsDigest),
    })(Decisions.prototype, name);
  }
  return Decisions as new () => Decision['channels'];
}

function exampleOf(followsDigest: boolean): object {
  return followsDigest
    ? { outcome: 'batch', digest: 'daily', reason: null }
    : { outcome: 'deliver', reason: null };
}

@ApiSchema({ name: 'MessagingChannelDecisions' })
export class ChannelDecisionsResource extends withChannelDecisions() {}

/** A decision as the API returns it. */
@ApiSchema({ name: 'MessagingDecision' })
export class DecisionResource {
  @ObjectKind('decision')
  object!: 'decision';

  @ApiProperty({ type: String, description: 'The owner.', example: 'ada' })
  owner_id!: string;

  @ApiProperty({
    type: String,
    'x-extensible-enum': SOURCES,
    description: `What decided: ${SOURCES.map((source) => `\`${source}\``).join(', ')}. New values may be added.`,
    example: 'category',
  } as object)
  source!: PreferenceSource;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The stored preference that decided; null when it was a default.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
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
