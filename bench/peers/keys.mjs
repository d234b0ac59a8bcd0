/** How many owners have a key: those of the largest workload, and one for the checks. */
const OWNERS = 1_001;

/** The owner's id: as long as a UUID, which is what most of them are. */
export function ownerOf(number) {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** The owner's key: as long as one of Bellwether's. */
export function keyOf(number) {
  return `peer_${String(number).padStart(65, '0')}`;
}

const owners = new Map(
  Array.from({ length: OWNERS }, (_, number) => [`Bearer ${keyOf(number)}`, ownerOf(number)]),
);

/** Who a peer takes the sender of this `Authorization` header for, or undefined. */
export function authenticate(authorization) {
  return owners.get(authorization);
}
