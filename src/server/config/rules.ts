import { isIPv4 } from 'node:net';

/** Parses the text of one variable. `fault` continues a sentence after the variable's name. */
export type VariableRule<T> = (text: string) => { value: T } | { fault: string };

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a server that listens on `host` can only be reached from its own machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

export const port: VariableRule<number> = (text) =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? { value: Number(text) }
    : { fault: 'must be a port number, 0 to 65535.' };

export const text: VariableRule<string> = (value) => ({ value });

/** A whole number from `minimum` to `maximum`. `unit` names what it counts. */
export const wholeNumber =
  (minimum: number, maximum: number, unit: string): VariableRule<number> =>
  (text) => {
    const hasDigits = /^\d+$/.test(text) && text.length <= String(maximum).length;
    return hasDigits && Number(text) >= minimum && Number(text) <= maximum
      ? { value: Number(text) }
      : { fault: `must be a whole number of ${unit}, ${minimum} to ${maximum}.` };
  };

export const matching =
  (pattern: RegExp, fault: string): VariableRule<string> =>
  (value) =>
    pattern.test(value) ? { value } : { fault };

export const oneOf =
  <T extends string>(values: readonly T[]): VariableRule<T> =>
  (text) => {
    const value = values.find((each) => each === text);
    return value === undefined ? { fault: `must be one of ${values.join(', ')}.` } : { value };
  };

/** A URL whose response nobody on the network can change: https, or http on the loopback interface. */
export const trustedUrl: VariableRule<string> = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isTrusted =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  return isTrusted && !url.username && !url.password
    ? { value }
    : {
        fault: `must be an https URL without a password; http only on ${LOOPBACK.join(', ')}.`,
      };
};
