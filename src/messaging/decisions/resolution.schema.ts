import { ApiProperty, ApiValue } from '../../http/openapi/openapi.js';
import type { ValueSchema } from '../../http/openapi/value-schema.js';
import { CHANNEL_TABLE, type ChannelRow } from '../channels/channels.js';
import { DIGEST_OFF, DIGESTS } from '../channels/digest.js';
import { CHANNEL_REASONS, SOURCES } from './resolution.js';

const listed = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(', ');

/** Makes a base class with a member for each channel. `documentation` documents one of them. */
export function withEachChannel(
  documentation: (channel: ChannelRow) => ValueSchema,
): new () => object {
  const Members = class extends (Object as new () => object) {};
  for (const channel of CHANNEL_TABLE) {
    ApiValue(documentation(channel))(Members.prototype, channel.name);
  }
  return Members;
}

/** Documents the member `reason` of a channel. */
export const ApiChannelReason = (description: string) =>
  ApiProperty({
    type: String,
    nullable: true,
    'x-extensible-enum': CHANNEL_REASONS,
    description: `${description} One of ${listed(CHANNEL_REASONS)}. New values may be added.`,
    example: 'email_disabled',
  } as object);

/** Documents the member `digest` of a channel. It is null when the channel does not deliver. */
export const ApiChannelDigest = (description: string, example: string | null) =>
  ApiProperty({
    enum: DIGESTS.filter((digest) => digest !== DIGEST_OFF),
    nullable: true,
    description,
    example,
  });

/** Documents the member `source`. `meaning` comes before the list of sources. */
export const ApiSource = (meaning: string) =>
  ApiProperty({
    type: String,
    'x-extensible-enum': SOURCES,
    description: `${meaning}: ${listed(SOURCES)}. New values may be added.`,
    example: 'category',
  } as object);

/** Documents the member `preference_id`. */
export const ApiPreferenceId = (description: string) =>
  ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description,
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  });
