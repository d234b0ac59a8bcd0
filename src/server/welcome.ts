import { EXAMPLE_COLUMNS } from '../messaging/channels/preference-values.js';

/** The message of the first start on an empty database, with a complete command for a first request. */
export function welcome(url: string, apiKey: string, role: string): string {
  const body = JSON.stringify({ category: 'billing', ...EXAMPLE_COLUMNS });
  return `
The database is new. The owner "demo" has the API key below, with the role "${role}". It is not shown again.
Store a first preference:

curl -X PUT ${url}/v1/messaging/preferences \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -H 'Content-Type: application/json' \\
  -d '${body}'

`;
}
