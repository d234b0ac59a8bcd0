/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const PREFERENCE_ID = new RegExp(`^${ID}$`);
const ENTITY_TAG = new RegExp(`^"(${ID})\\.([1-9]\\d{0,8})"$`);

/** Whether a text could be the id of a preference. No query is needed for one that could not. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference as it is: `"<id>.<version>"`, quotes included. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/** The version that an entity tag names; undefined where the text is no entity tag of ours. */
export function versionIn(tag: unknown): PreferenceVersionId | undefined {
  const [, id, version] = ENTITY_TAG.exec(typeof tag === 'string' ? tag : '') ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}
