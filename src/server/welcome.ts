/** The message of the first start on an empty database, with a complete command for a first request. */
export function welcome(url: string, apiKey: string): string {
  return `
The database is new. The owner "demo" has the API key below. It is not shown again.
Store a first preference:

curl -X PUT ${url}/v1/messaging/preferences \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -H 'Content-Type: application/json' \\
  -d '{"category": "billing", "in_app_enabled": true, "email_enabled": true, "push_enabled": false, "digest": "daily"}'

`;
}
