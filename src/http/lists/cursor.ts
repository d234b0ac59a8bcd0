const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Where a page of a list ended, as the opaque text that clients hand back. */
export function cursorOf(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position that `cursorOf` was given, or undefined when the text is no such cursor. */
export function positionIn(cursor: string): readonly unknown[] | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) return undefined;
  try {
    const position = JSON.parse(utf8.decode(bytes)) as unknown;
    return Array.isArray(position) ? position : undefined;
  } catch {
    return undefined;
  }
}
