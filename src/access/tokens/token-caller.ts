import type { JWTPayload } from 'jose';
import { type Caller, checkedCaller } from '../../messaging/callers/caller.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { nameFault } from '../../http/input/rules.js';
import { claimIn } from './claim.js';
import type { TokenOptions } from '../options/access.options.js';

/**
 * Who a token speaks for: its `sub`, in the tenant that it names. Its permissions are not looked at.
 * @returns undefined when an id breaks the rules, or when there is no tenant although a claim for it is configured
 */
export function tokenCaller(
  claims: JWTPayload,
  { tenantClaim }: Pick<TokenOptions, 'tenantClaim'>,
): Caller | undefined {
  const tenantId = tenantClaim === undefined ? undefined : claimIn(claims, tenantClaim);
  // The tenant '' is that of credentials without one, so no token may fall into it for want of its claim.
  if (tenantClaim !== undefined && !isNonEmpty(tenantId)) return undefined;
  return checked({ ownerId: claims.sub, tenantId, credentialId: credentialOf(claims) });
}

function checked(ids: Record<keyof Omit<Caller, 'permissions'>, unknown>): Caller | undefined {
  try {
    return checkedCaller({ ...ids, permissions: [] } as Partial<Caller> as Caller);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** A token's own name (RFC 7519, section 4.1.7), where it has one that can be stored. */
function credentialOf({ jti }: { jti?: unknown }): string {
  const named = isNonEmpty(jti) ? `token:${jti}` : 'token';
  return nameFault(named, 255) ? 'token' : named;
}

function isNonEmpty(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
