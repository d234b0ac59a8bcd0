/** Shows that the lint rule of the one-way dependencies refuses what it should and nothing else. */
import { ESLint } from 'eslint';
import assert from 'node:assert/strict';

const REFUSED = [
  ['src/http/problem.ts', '../messaging/caller.js'],
  ['src/http/problem.ts', '../access/roles.js'],
  ['src/messaging/caller.ts', '../config/config.js'],
  ['src/messaging/preferences/entity-tag.ts', '../../access/roles.js'],
  ['src/messaging/preferences/entity-tag.ts', '../../database/migrate.js'],
  ['src/messaging/preferences/entity-tag.ts', '../decisions/decisions.service.js'],
  ['src/messaging/categories/category.input.ts', '../preferences/entity-tag.js'],
  ['src/messaging/decisions/decisions.service.ts', '../owners/owners.service.js'],
  ['src/client/index.ts', '../messaging/digest.js'],
  ['src/access/grantor.ts', '../database/data-source.js'],
  ['src/database/migrate.ts', '../server/drain.js'],
  ['src/server/drain.ts', '../app.module.js'],
  ['src/index.ts', './server/drain.js'],
];
const ALLOWED = [
  ['src/http/problem.ts', './database-unavailable.js'],
  ['src/messaging/caller.ts', '../http/problem.js'],
  ['src/messaging/decisions/decisions.service.ts', '../preferences/entity-tag.js'],
  ['src/messaging/preferences/entity-tag.ts', '../categories/categories.service.js'],
  ['src/access/grantor.ts', '../messaging/permissions.js'],
  ['src/access/access.module.ts', './access.options.js'],
  ['src/server/drain.ts', '../http/problem.js'],
  ['src/app.module.ts', './access/access.module.js'],
];

const eslint = new ESLint({ ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports' });

async function isRefused([filePath, specifier]) {
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath });
  assert.deepEqual(
    result.messages.filter(({ fatal }) => fatal),
    [],
  );
  return result.messages.some(({ ruleId }) => ruleId === 'no-restricted-imports');
}

for (const arrow of REFUSED) assert.ok(await isRefused(arrow), `${arrow.join(' -> ')} is allowed`);
for (const arrow of ALLOWED)
  assert.ok(!(await isRefused(arrow)), `${arrow.join(' -> ')} is refused`);
console.log(`${REFUSED.length} wrong arrows refused, ${ALLOWED.length} right ones allowed.`);
