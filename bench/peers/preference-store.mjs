import pg from 'pg';
import { effectiveOf, listOf, preferenceOf, TENANT } from './contract.mjs';
import { createTableSql } from './preference-table.sql.mjs';

const COLUMNS = `id, category, in_app_enabled, email_enabled, push_enabled, digest, created_at, updated_at`;
const VALUES = ['in_app_enabled', 'email_enabled', 'push_enabled', 'digest'];

const row = (alias) => `(${VALUES.map((column) => `${alias}.${column}`).join(', ')})`;

const UPSERT = {
  name: 'upsert',
  text: `
    INSERT INTO preference AS stored
      (tenant_id, owner_id, category, in_app_enabled, email_enabled, push_enabled, digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (tenant_id, owner_id, category) DO UPDATE SET
      in_app_enabled = excluded.in_app_enabled, email_enabled = excluded.email_enabled,
      push_enabled = excluded.push_enabled, digest = excluded.digest,
      updated_at = CASE WHEN ${row('stored')} IS DISTINCT FROM ${row('excluded')}
        THEN excluded.updated_at ELSE stored.updated_at END
    RETURNING ${COLUMNS}`,
};

const LIST = {
  name: 'list',
  text: `
    SELECT ${COLUMNS} FROM preference WHERE tenant_id = $1 AND owner_id = $2
    ORDER BY category LIMIT 50`,
};

const EFFECTIVE = {
  name: 'effective',
  text: `
    SELECT ${COLUMNS} FROM preference
    WHERE tenant_id = $1 AND owner_id = $2 AND category IN ($3, '')
    ORDER BY category DESC LIMIT 1`,
};

/** The statements of the peers without an ORM: one named prepared statement for each request. */
export class PreferenceStore {
  #pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

  async open() {
    await this.#pool.query(createTableSql);
  }

  async upsert(owner, input) {
    const { category, in_app_enabled, email_enabled, push_enabled, digest } = input;
    const flags = [in_app_enabled, email_enabled, push_enabled];
    const values = [TENANT, owner, category ?? '', ...flags, digest ?? 'instant'];
    const { rows } = await this.#pool.query({ ...UPSERT, values });
    return preferenceOf(rows[0]);
  }

  async list(owner) {
    const { rows } = await this.#pool.query({ ...LIST, values: [TENANT, owner] });
    return listOf(rows.map(preferenceOf));
  }

  async effective(owner, category) {
    const { rows } = await this.#pool.query({ ...EFFECTIVE, values: [TENANT, owner, category] });
    return listOf([effectiveOf(category, rows[0])]);
  }
}
