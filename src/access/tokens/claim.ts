/**
 * The value of a claim, or undefined. A name that begins with `/` is a JSON Pointer (RFC 6901), such as
 * `/realm_access/roles`; any other is the claim's own name, such as `https://example.com/roles`.
 */
export function claimIn(claims: object, name: string): unknown {
  return pathOf(name).reduce<unknown>(memberOf, claims);
}

function pathOf(name: string): string[] {
  if (!name.startsWith('/')) return [name];
  const tokens = name.slice(1).split('/');
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Reads a member. Inherited members, such as `constructor`, are not claims. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
