import type { JWTPayload } from 'jose';
import { type Caller, checkedCaller, idRule } from '../../messaging/callers/caller.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { faultIn } from '../../http/input/rules.js';
import { claimIn } from './claim.js';
import type { TokenOptions } from '../options/access.options.js';

/**
 * The caller of a token: the owner is its `sub`, the tenant is its tenant claim. It does not read the permissions.
 * @returns undefined when an id breaks the rules, or when a tenant claim is configured and the token has no tenant
 */
export function tokenCaller(
  claims: JWTPayload,
  { tenantClaim }: Pick<TokenOptions, 'tenantClaim'>,
): Caller | undefined {
  const tenantId = tenantClaim === undefined ? undefined : claimIn(claims, tenantClaim);
  // A token without its tenant claim must not get the tenant '', which means a global credential.
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

/** The credential id of a token. It contains the token's id `jti` (RFC 7519, section 4.1.7) if that can be stored. */
function credentialOf({ jti }: { jti?: unknown }): string {
  const credentialId = isNonEmpty(jti) ? `token:${jti}` : 'token';
  return faultIn(idRule, credentialId) ? 'token' : credentialId;
}

function isNonEmpty(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
