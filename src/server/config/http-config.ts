import { oneOf, type VariableRule, wholeNumber } from './rules.js';
import type { Variables } from './variables.js';

/** What the HTTP server offers, to whom, and how it stops. */
export interface HttpConfig {
  /** The origins of the pages in browsers that may call the API. */
  corsOrigins: string[];
  /** Whether Swagger UI and the OpenAPI document are served. */
  docs: boolean;
  /** The seconds between the signal to stop and the end of listening. */
  shutdownGrace: number;
}

const MAX_GRACE = 3_600;

/** Serialised origins (RFC 6454, section 6.2), separated by commas. */
const origins: VariableRule<string[]> = (text) => {
  const value = text.split(',').map((each) => each.trim());
  return value.every(isOrigin)
    ? { value }
    : {
        fault:
          'must be origins of pages, such as https://app.example.com,http://localhost:5173: ' +
          'http or https and the host in lower case, the port unless it is the default, no path, no *.',
      };
};

/** A browser sends the origin in the form that `URL` gives it, so that any other form would never match. */
function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Reads what concerns the HTTP server from the variables. */
export function readHttpConfig({ read }: Variables): HttpConfig {
  return {
    corsOrigins: read('CORS_ORIGINS', origins, []),
    docs: read('DOCS', oneOf(['on', 'off']), 'on') === 'on',
    shutdownGrace: read('SHUTDOWN_GRACE', wholeNumber(0, MAX_GRACE, 'seconds'), 2),
  };
}
