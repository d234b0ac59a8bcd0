import type { DataSource } from 'typeorm';

/** The ids of the preferences that `addVersions` gives an owner. */
export const PREFERENCE_IDS = [
  '01a206bd-d912-77ad-a5fe-a2052b3da801',
  '01a206bd-d912-77ad-a5fe-a2052b3da802',
] as const;

const ADD_VERSIONS = `
  INSERT INTO notification_preference_version
    (preference_id, changed_at, version, in_app_enabled, email_enabled, push_enabled, digest, owner_id, category,
     actor, via)
  SELECT ($4::uuid[])[1 + change % 2], '2026-11-23T04:50:34Z'::timestamptz + change * interval '1 ms', 1 + change / 2,
         true, true, change % 4 < 2, 'instant', $1, 'category ' || change % 2, $1, 'api'
  FROM generate_series($2::integer, $3::integer - 1) AS change`;

/**
 * Adds the changes from number `from` to number `to - 1` of an owner who has two preferences and changes
 * them alternately, one change a millisecond.
 */
export async function addVersions(
  dataSource: DataSource,
  ownerId: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await dataSource.query(ADD_VERSIONS, [ownerId, from, to, PREFERENCE_IDS]);
}
