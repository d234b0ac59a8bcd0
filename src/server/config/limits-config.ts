import { isIP } from 'node:net';
import type { AccessOptions, RequestLimit } from '../../access/options/access.options.js';
import type { VariableRule } from './rules.js';
import type { Variables } from './variables.js';

/** The limits on requests, and the proxies behind which their addresses are found. */
export interface LimitsConfig extends Pick<
  AccessOptions,
  'rateLimit' | 'authFailureLimit' | 'rateLimitStore'
> {
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is trusted. */
  trustedProxies: string[];
}

const STORES = ['memory', 'database'] as const;

const MAX_REQUESTS = 1_000_000;
const MAX_SECONDS = 86_400;
const LIMIT = `must be requests/seconds, such as 600/60: 1 to ${MAX_REQUESTS} in 1 to ${MAX_SECONDS}`;

const requestLimit: VariableRule<RequestLimit> = (text) => {
  const [, requests, seconds] = /^([1-9]\d{0,6})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  const value = { requests: Number(requests), seconds: Number(seconds) };
  return value.requests <= MAX_REQUESTS && value.seconds <= MAX_SECONDS
    ? { value }
    : { fault: `${LIMIT}.` };
};

/** A limit, or `off`. */
const requestLimitOrOff: VariableRule<RequestLimit | undefined> = (text) => {
  if (text === 'off') return { value: undefined };
  const result = requestLimit(text);
  return 'value' in result ? result : { fault: `${LIMIT}, or off.` };
};

/** The store of the counts. It must not be `database` when there is no limit to count for. */
const storeOf =
  (rateLimit: RequestLimit | undefined): VariableRule<AccessOptions['rateLimitStore']> =>
  (text) => {
    const value = STORES.find((store) => store === text);
    if (!value) return { fault: `must be one of ${STORES.join(', ')}.` };
    return value === 'memory' || rateLimit
      ? { value }
      : { fault: 'must be memory when RATE_LIMIT is off.' };
  };

const networks: VariableRule<string[]> = (text) => {
  const value = text.split(',').map((each) => each.trim());
  return value.every(isNetwork)
    ? { value }
    : { fault: 'must be IP addresses or networks, such as 10.0.0.0/8,2001:db8::1.' };
};

/**
 * Whether a text is an address, or a network in CIDR notation (RFC 4632, section 3.1) other than the whole Internet.
 */
function isNetwork(text: string): boolean {
  const [, address = '', , bits] = /^([^/%]+)(\/([1-9]\d{0,2}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 1) <= (version === 4 ? 32 : 128);
}

/** Reads the limits from the variables. */
export function readLimits({ read }: Variables): LimitsConfig {
  const rateLimit = read('RATE_LIMIT', requestLimitOrOff, { requests: 600, seconds: 60 });
  return {
    rateLimit,
    authFailureLimit: read('AUTH_FAILURE_LIMIT', requestLimit, { requests: 100, seconds: 60 }),
    rateLimitStore: read('RATE_LIMIT_STORE', storeOf(rateLimit), 'memory' as const),
    trustedProxies: read('TRUSTED_PROXIES', networks, []),
  };
}
