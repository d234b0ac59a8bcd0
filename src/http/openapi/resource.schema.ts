import { ApiProperty } from './openapi.js';

/** What kind of resource an answer is. */
export const ObjectKind = (kind: string) =>
  ApiProperty({
    type: String,
    enum: [kind],
    description: 'What kind of resource this is.',
    example: kind,
  });

/** A moment, as the API shows it. */
export const Moment = (description: string, { nullable = false } = {}) =>
  ApiProperty({
    type: String,
    format: 'date-time',
    nullable,
    description: `${description} RFC 3339, UTC, milliseconds.`,
    example: '2026-01-31T09:30:00.000Z',
  });
