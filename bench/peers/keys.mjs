/** The number of owners with a key: the owners of the largest workload, and one owner for the checks. */
const OWNERS = 1_001;

/** The id of an owner. It is as long as a UUID, because most real ids are UUIDs. */
export function ownerOf(number) {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The key of an owner. It is as long as a key of Bellwether. */
export function keyOf(number) {
  return `peer_${String(number).padStart(65, '0')}`;
}

const owners = new Map(
  Array.from({ length: OWNERS }, (_, number) => [`Bearer ${keyOf(number)}`, ownerOf(number)]),
);

/** The owner whose key is in this `Authorization` header, or undefined. */
export function authenticate(authorization) {
  return owners.get(authorization);
}
