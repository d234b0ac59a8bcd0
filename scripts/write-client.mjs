/** Writes src/client/openapi.ts, the types of the client, from openapi.json. */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const HEADER = '// Made from openapi.json by `npm run client`; not to be edited.\n\n';

const document = JSON.parse(await readFile('openapi.json', 'utf8'));
const { factory } = ts;

/** The code of a problem is one of the known ones, so that a comparison narrows the type of the problem. */
function transform({ 'x-extensible-enum': codes }, { path }) {
  if (!codes || !path.endsWith('Problem/code')) return undefined;
  return factory.createUnionTypeNode(
    codes.map((code) => factory.createLiteralTypeNode(factory.createStringLiteral(code))),
  );
}

const options = { silent: true, defaultNonNullable: false, transform };
const types = astToString(await openapiTS(document, options));
await writeFile('src/client/openapi.ts', HEADER + types);
