import { string } from '../../http/input/rules.js';

/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const PREFERENCE_ID = new RegExp(`^${ID}$`);
const ENTITY_TAG = new RegExp(`^"(${ID})\\.([1-9]\\d{0,8})"$`);

/** Whether a text has the form of a preference's id. A text without it needs no query. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference: `"<id>.<version>"`, with the quotes. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/** Parses an entity tag that `entityTagOf` made. Returns undefined for any other text. */
export function versionIn(tag: string): PreferenceVersionId | undefined {
  const [, id, version] = ENTITY_TAG.exec(tag) ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}

/** The rule for the entity tag of a preference. */
export const entityTagRule = string({}, (tag) =>
  versionIn(tag) ? undefined : 'must be the etag of a preference, with its quotes.',
);
