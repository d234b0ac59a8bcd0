import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PERMISSIONS } from '../../src/index.js';
import type { TestOwner, TestServer } from '../support/test-server.js';

const LOOPS = 8;

/** A key that changes keys and roles until it is rejected. */
export interface Attack {
  /** How many changes succeeded. */
  made: () => number;
  /** Resolves when every loop was rejected, to the statuses of the rejections. */
  refusals: Promise<number[]>;
}

/** Runs eight loops that change keys and roles with the key of `attacker`, each until it is rejected. */
export function attackBy(attacker: TestOwner, rotatedKeyId: string): Attack {
  let made = 0;
  const loop = async (number: number): Promise<number> => {
    for (;;) {
      const { status } = await change(attacker, rotatedKeyId, number);
      if (status >= 300) return status;
      made += 1;
    }
  };
  const refusals = Promise.all(Array.from({ length: LOOPS }, (_, number) => loop(number)));
  return { made: () => made, refusals };
}

/** Waits until an attack has made a change, or is over. */
export async function untilItChanges({ made, refusals }: Attack): Promise<void> {
  const over = refusals.then(() => true);
  let isOver = false;
  while (made() === 0 && !isOver) isOver = await Promise.race([over, sleep(1, false)]);
}

/** One loop puts roles, one rotates a key, and the others create administrator keys. */
function change(attacker: TestOwner, rotatedKeyId: string, loop: number) {
  if (loop === 0) {
    return attacker.access('put', `roles/attack-${randomUUID()}`, { permissions: PERMISSIONS });
  }
  if (loop === 1) {
    return attacker.access('post', `api-keys/${rotatedKeyId}/rotate`, { overlap_seconds: 0 });
  }
  return attacker.access('post', 'api-keys', { owner_id: 'thief', role: 'admin', name: 'Loot' });
}

/** The changes that a key made after `moment`: its access events, and the keys, secrets and roles themselves. */
export function changesAfter(server: TestServer, keyId: string, moment: Date): Promise<object[]> {
  return server.dataSource.query<object[]>(
    `WITH done AS (SELECT * FROM access_event WHERE credential_id = $1)
     SELECT action AS what, subject FROM done WHERE occurred_at > $2
     UNION ALL
     SELECT 'key', key.id FROM access_api_key AS key
     JOIN done ON done.action = 'api_key.created' AND done.subject = key.id
     WHERE key.created_at > $2
     UNION ALL
     SELECT 'secret', secret.api_key_id FROM access_api_key_secret AS secret
     JOIN done ON done.action LIKE 'api_key.%' AND done.subject = secret.api_key_id
     WHERE secret.created_at > $2
     UNION ALL
     SELECT 'role', role.name FROM access_role AS role
     JOIN done ON done.action LIKE 'role.%' AND done.subject = role.name
     WHERE role.updated_at > $2`,
    [keyId, moment],
  );
}
