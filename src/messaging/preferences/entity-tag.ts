import { InvalidInputError } from '../invalid-input.error.js';

/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const PREFERENCE_ID = new RegExp(`^${ID}$`);
/** What `entityTagOf` gives: the id and the version of a preference, quoted. */
export const ENTITY_TAG = new RegExp(`^"(${ID})\\.([1-9]\\d{0,8})"$`);

/** Whether a text could be the id of a preference: what cannot is not worth a query. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** Whether a text is an entity tag as `entityTagOf` gives it. */
export function isEntityTag(text: string): boolean {
  return ENTITY_TAG.test(text);
}

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
