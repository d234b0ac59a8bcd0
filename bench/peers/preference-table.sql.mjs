/** The table of every peer. It has the same key, types and checks as Bellwether's table, but no versions. */
export const createTableSql = `
  CREATE TABLE IF NOT EXISTS preference (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    in_app_enabled boolean NOT NULL,
    email_enabled boolean NOT NULL,
    push_enabled boolean NOT NULL,
    digest text NOT NULL CHECK (digest IN ('instant', 'hourly', 'daily', 'off')),
    tenant_id text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, owner_id, category)
  )`;
