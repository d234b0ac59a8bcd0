const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Encodes the position at which a page of a list ended as the opaque text that clients send back. */
export function cursorOf(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Decodes a text that `cursorOf` made. Returns undefined for any other text. */
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
