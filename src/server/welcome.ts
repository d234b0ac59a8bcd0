/** What the first start of an empty server says, with a request that works as it is pasted. */
export function welcome(url: string, apiKey: string): string {
  return `
This is a new database. Its owner "demo" has the API key below, which is not shown again.
Store a first preference:

curl -X PUT ${url}/v1/messaging/preferences \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -H 'Content-Type: application/json' \\
  -d '{"category": "billing", "in_app_enabled": true, "email_enabled": true, "push_enabled": false, "digest": "daily"}'

`;
}
