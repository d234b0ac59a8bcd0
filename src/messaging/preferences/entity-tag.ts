import { string } from '../../http/input/rules.js';

/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const PREFERENCE_ID = new RegExp(`^${ID}$`);
const OWN_TAG = new RegExp(`^"(${ID}\\.[1-9]\\d{0,8})"$`);

// RFC 9110, section 8.8.3. A weak tag begins with W/.
const TAG = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const EVERY_TAG = new RegExp(TAG, 'g');
// RFC 9110, sections 5.6.1.2 and 13.1.1. A list may have empty elements.
const IF_MATCH = new RegExp(`^(?:\\*|[ \\t,]*${TAG}(?:[ \\t]*,(?:[ \\t]*${TAG})?)*[ \\t]*)$`);

/** Whether a text has the form of a preference's id. A text without it needs no query. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference: `"<id>.<version>"`, with the quotes. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/**
 * Converts an `If-Match` condition to the parameter of `isExpected`: `*` for any version, or the versions that meet the
 * condition, as `<id>.<version>` with commas between them. Weak tags and tags of something else meet no condition (RFC
 * 9110, section 13.1.1). Undefined means no condition.
 */
export function expectedVersions(ifMatch: string | null | undefined): string | undefined {
  if (ifMatch === '*') return ifMatch;
  return ifMatch
    ?.match(EVERY_TAG)
    ?.flatMap((tag) => OWN_TAG.exec(tag)?.[1] ?? [])
    .join();
}

/** SQL: whether the row `stored` exists and has one of the versions of `expectedVersions`. */
export function isExpected(stored: string, expected: string): string {
  return `CASE ${expected} WHEN '*' THEN ${stored}.id IS NOT NULL
    ELSE ${stored}.id || '.' || ${stored}.version = ANY (string_to_array(${expected}, ',')) END`;
}

/** The rule for the value of `If-Match`. */
export const ifMatchValueRule = string({}, (value) =>
  IF_MATCH.test(value) ? undefined : 'must be * or a list of entity tags, with their quotes.',
);
