import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';
import type { Caller } from '../../messaging/callers/caller.js';
import { sha256 } from '../credentials/credential.js';

/** Whether a caller may act for other owners. */
export function isBackEnd({ permissions }: Pick<Caller, 'permissions'>): boolean {
  return permissions.some((permission) => permission.startsWith('owners:'));
}

/**
 * The key under which the requests of a caller are counted. For an API key it is the public id. Tokens are short-lived,
 * so all tokens of an owner are counted together, under a hash of the owner's ids, which may be long and personal data.
 */
export function credentialKey({ credentialId = '', tenantId = '', ownerId }: Caller): string {
  if (!/^(|token(:.*)?)$/s.test(credentialId)) return `id:${credentialId}`;
  return `owner:${sha256(JSON.stringify([tenantId, ownerId])).toString('hex')}`;
}

const NETWORK_GROUPS = 4;

/**
 * The key under which a client's address is counted: an IPv4 address as it is, also when it is written as IPv6 (RFC
 * 4291, section 2.5.5.2); the /64 network of an IPv6 address, because one client may use all of it (RFC 7934);
 * `unknown` for any other text. A port after the address, which some proxies send, is ignored.
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
