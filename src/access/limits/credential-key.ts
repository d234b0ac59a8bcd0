import type { Caller } from '../../messaging/callers/caller.js';
import { sha256 } from '../credentials/credential.js';

/**
 * What the requests of a caller are counted under: an API key's public id. Agents' tokens are short-lived, so
 * they count for their owner together, whose ids are hashed: they may be personal data, and long.
 */
export function credentialKey({ credentialId = '', tenantId = '', ownerId }: Caller): string {
  if (!/^(|token(:.*)?)$/s.test(credentialId)) return `id:${credentialId}`;
  return `owner:${sha256(JSON.stringify([tenantId, ownerId])).toString('hex')}`;
}
