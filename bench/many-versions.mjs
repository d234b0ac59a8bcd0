import pg from 'pg';

/** Every owner has these two preferences and changes them in turn, one change per millisecond. */
export const PREFERENCE_IDS = [
  '01a206bd-d912-77ad-a5fe-a2052b3da801',
  '01a206bd-d912-77ad-a5fe-a2052b3da802',
];

export const FIRST_CHANGE = '2026-01-31T09:30:00Z';

/** Parameters: the owner, the number of the first change (from 0), the number after the last change, the ids. */
const ADD_CHANGES = `
  INSERT INTO notification_preference_version
    (preference_id, changed_at, version, in_app_enabled, email_enabled, push_enabled, digest, owner_id, category, actor,
     credential_id, via, request_id)
  SELECT ($4::uuid[])[1 + change % 2], '${FIRST_CHANGE}'::timestamptz + change * interval '1 ms', 1 + change / 2,
         true, true, change % 4 < 2, 'instant', $1, 'category-' || change % 2, $1, 'a-credential', 'api',
         gen_random_uuid()::text
  FROM generate_series($2::integer, $3::integer - 1) AS change`;

/** Runs a statement on its own connection. */
export async function query(url, sql, parameters) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql, parameters).finally(() => client.end());
}

/** Stores the changes of an owner from number `from` up to, but not including, number `to`. */
export function addChanges(url, owner, { from, to }) {
  return query(url, ADD_CHANGES, [owner, from, to, PREFERENCE_IDS]);
}
