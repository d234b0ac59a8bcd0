/** Writes src/client/openapi.ts, the types of the client, from openapi.json. */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '// Made from openapi.json by `npm run client`; not to be edited.\n\n';

const document = JSON.parse(await readFile('openapi.json', 'utf8'));
const types = astToString(await openapiTS(document, { silent: true, defaultNonNullable: false }));
await writeFile('src/client/openapi.ts', HEADER + types);
