import { ApiProperty } from './openapi.js';

/** Documents the member `object` of a resource. */
export const ObjectKind = (kind: string) =>
  ApiProperty({
    type: String,
    enum: [kind],
    description: 'The kind of resource.',
    example: kind,
  });

/** Documents a time in a response. */
export const Moment = (description: string, { nullable = false } = {}) =>
  ApiProperty({
    type: String,
    format: 'date-time',
    nullable,
    description: `${description} RFC 3339, UTC, milliseconds.`,
    example: '2026-01-31T09:30:00.000Z',
  });
