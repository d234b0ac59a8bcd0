import type { ApiKey } from '../access/entities/api-key.entity.js';
import { ApiKeyResource, IssuedApiKeyResource } from '../access/api-keys/api-key.resource.js';
import { OPERATOR } from '../access/grants/grantor.js';
import { listResource } from '../http/lists/list.js';
import { MAX_LIMIT } from '../http/lists/page.js';
import { CLI_CONTEXT, withAccessServices } from './access-services.js';
import { type OutputOptions, print, table } from './output.js';

export interface CreateOptions extends OutputOptions {
  owner: string;
  role: string;
  name: string;
  tenant?: string;
  expires?: Date;
}

export interface ListOptions extends OutputOptions {
  tenant?: string;
  owner?: string;
}

export interface RotateOptions extends OutputOptions {
  overlap: number;
}

/** `bellwether key create` */
export async function createKey({
  owner,
  tenant,
  role,
  name,
  expires,
  json,
}: CreateOptions): Promise<void> {
  const input = { ownerId: owner, tenantId: tenant, role, name, expiresAt: expires };
  const issued = await withAccessServices(({ keys }) => keys.create(OPERATOR, input, CLI_CONTEXT));
  print(json, IssuedApiKeyResource.ofIssued(issued), linesOfIssued);
}

/** `bellwether key list`. It reads every page. */
export async function listKeys({ tenant, owner, json }: ListOptions): Promise<void> {
  const items = await withAccessServices(async ({ keys }) => {
    const all: ApiKey[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await keys.list(
        { tenantId: tenant },
        { ownerId: owner, limit: MAX_LIMIT, cursor },
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  });
  print(json, listResource({ items, nextCursor: null }, ApiKeyResource.of), ({ data }) =>
    table(['ID', 'OWNER', 'TENANT', 'ROLE', 'NAME', 'LAST USED', 'STATE'], data.map(rowOf)),
  );
}

/** `bellwether key rotate` */
export async function rotateKey(id: string, { overlap, json }: RotateOptions): Promise<void> {
  const issued = await withAccessServices(({ keys }) =>
    keys.rotate(OPERATOR, id, { overlapSeconds: overlap }, CLI_CONTEXT),
  );
  print(json, IssuedApiKeyResource.ofIssued(issued), linesOfIssued);
}

/** `bellwether key revoke` */
export async function revokeKey(id: string, { json }: OutputOptions): Promise<void> {
  const key = await withAccessServices(async ({ keys }) => {
    await keys.revoke(OPERATOR, id, CLI_CONTEXT);
    return keys.get(OPERATOR, id);
  });
  print(json, ApiKeyResource.of(key), () => [`${id} is revoked.`]);
}

function linesOfIssued({ id, owner_id, role, secret }: IssuedApiKeyResource): string[] {
  return [`Key ${id} of ${owner_id} with the role ${role}. It is not shown again:`, '', secret, ''];
}

function rowOf(key: ApiKeyResource): string[] {
  const state = key.revoked_at
    ? `revoked ${key.revoked_at}`
    : key.expires_at
      ? `expires ${key.expires_at}`
      : 'valid';
  return [
    key.id,
    key.owner_id,
    key.tenant_id ?? '-',
    key.role,
    key.name,
    key.last_used_at ?? 'never',
    state,
  ];
}
