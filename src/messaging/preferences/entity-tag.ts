import { InvalidInputError } from '../invalid-input.error.js';

/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ENTITY_TAG = /^"([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\.([1-9]\d{0,8})"$/;

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference as it is: `"<id>.<version>"`, quotes included. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/**
 * The version that an entity tag names.
 * @throws InvalidInputError
 */
export function checkedEntityTag(tag: unknown): PreferenceVersionId {
  const [, id, version] = ENTITY_TAG.exec(typeof tag === 'string' ? tag : '') ?? [];
  if (id === undefined) {
    throw new InvalidInputError('ifMatch', 'must be an entity tag that entityTagOf gave.');
  }
  return { id, version: Number(version) };
}
