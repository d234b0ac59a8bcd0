import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import type { Caller } from '../../messaging/callers/caller.js';
import { sha256 } from '../credentials/credential.js';

/** Whether a caller may act for other owners, in whatever way. */
export function isBackEnd({ permissions }: Pick<Caller, 'permissions'>): boolean {
  return permissions.some((permission) => permission.startsWith('owners:'));
}

/**
 * What the requests of a caller are counted under: an API key's public id. Agents' tokens are short-lived, so
 * they count for their owner together, whose ids are hashed: they may be personal data, and long.
 */
export function credentialKey({ credentialId = '', tenantId = '', ownerId }: Caller): string {
  if (!/^(|token(:.*)?)$/s.test(credentialId)) return `id:${credentialId}`;
  return `owner:${sha256(JSON.stringify([tenantId, ownerId])).toString('hex')}`;
}

const NETWORK_GROUPS = 4;

/**
 * What a client's address is counted as: IPv4 as it is, also where it is written as IPv6 (RFC 4291,
 * section 2.5.5.2); IPv6 as its /64 network, all of which one client may have (RFC 7934); else `unknown`.
 * A port behind the address, as some proxies write it, does not matter.
 */
export function countedAddress(text = ''): string {
  const address = isIP(text) ? text : withoutPort(text);
  if (!isIP(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? network(parsed) : parsed.toString();
}

function network({ parts }: ipaddr.IPv6): string {
  const groups = parts.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${groups.join(':')}::/64`;
}

function withoutPort(text: string): string {
  const [, ipv6, ipv4] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return ipv6 ?? ipv4 ?? '';
}
