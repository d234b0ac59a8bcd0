import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const SIZE = 16;
const pool = Buffer.alloc(256 * SIZE);
let taken = pool.length;

/** A new UUIDv7 (RFC 9562). The system is asked for the random bytes of 256 at a time: each call costs more than the rest. */
export function newUuid(): string {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += SIZE;
  return v7({ random: pool.subarray(taken - SIZE, taken) });
}
