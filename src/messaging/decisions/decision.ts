import { type Channel, forEachChannel, type ForEachChannel } from '../channels/channels.js';
import { DIGEST_INSTANT } from '../channels/digest.js';
import type { BatchedChannelState, ChannelReason, PreferenceSource } from './resolution.js';

/**
 * A row of `DecisionsForManyService.statement`: the channels of an `EffectivePreference` as columns. `email_enabled` is
 * `channels.email.enabled`, `email_digest` is `channels.email.digest`, and `email_reason` is `channels.email.reason`.
 */
export type DecisionRow = {
  owner_id: string;
  source: PreferenceSource;
  preference_id: string | null;
  preference_version: number | null;
} & Record<`${Channel}_enabled`, boolean> &
  Record<`${Channel}_reason`, ChannelReason | null> & {
    email_digest: BatchedChannelState['digest'];
  };

/**
 * What happens to a notification on a channel: it is delivered at once, it waits for a digest, or it is not delivered.
 */
export const OUTCOMES = ['deliver', 'batch', 'suppress'] as const;

/** One of `OUTCOMES`. */
export type Outcome = (typeof OUTCOMES)[number];

/** The decision on a notification for one owner and one channel. */
export interface ChannelDecision {
  outcome: Outcome;
  /** Why; null when the channel follows its flag and is on. */
  reason: ChannelReason | null;
}

/** The decision for a channel that follows the digest. */
export interface BatchedChannelDecision extends ChannelDecision {
  /** `instant` for `deliver`, `hourly` or `daily` for `batch`, null for `suppress`. */
  digest: BatchedChannelState['digest'];
}

/** The decision on a notification for one owner. */
export interface Decision {
  ownerId: string;
  source: PreferenceSource;
  /** The stored preference that decided; null when it was a default. */
  preferenceId: string | null;
  /** The version of that preference; null when it was a default. */
  preferenceVersion: number | null;
  channels: ForEachChannel<ChannelDecision, BatchedChannelDecision>;
}

/** Makes the decision of a row. */
export function decisionOf(row: DecisionRow): Decision {
  return {
    ownerId: row.owner_id,
    source: row.source,
    preferenceId: row.preference_id,
    preferenceVersion: row.preference_version,
    channels: forEachChannel(({ name, followsDigest }) => {
      const reason = row[`${name}_reason`];
      if (!row[`${name}_enabled`]) {
        return { outcome: 'suppress', ...(followsDigest ? { digest: null } : {}), reason };
      }
      if (!followsDigest) return { outcome: 'deliver', reason };
      const digest = row[`${name}_digest`];
      return { outcome: digest === DIGEST_INSTANT ? 'deliver' : 'batch', digest, reason };
    }) as Decision['channels'],
  };
}
