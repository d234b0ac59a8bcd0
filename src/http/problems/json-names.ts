/** The name of a property in JSON: `inAppEnabled` is `in_app_enabled`. */
export function jsonName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The whole document, as a JSON Pointer in its URI fragment form (RFC 6901, section 6). */
export const ROOT = '#';

/** Appends a member's name to the pointer `parent`. A lone surrogate has no URI encoding, so it becomes U+FFFD. */
export function pointerTo(parent: string, name: string): string {
  const token = name.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
  return `${parent}/${encodeURIComponent(token)}`;
}
