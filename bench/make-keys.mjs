/** The key that Bellwether is started with. The benchmarks make all other keys with it. */
export const BOOTSTRAP_KEY = 'the-bench-makes-every-other-key-with-this-one';

const KEYS_AT_ONCE = 8;

/** Makes a key with `role` for each owner through Bellwether's API. The keys are in the order of the owners. */
export async function makeKeys(url, ownerIds, role = 'member') {
  const keys = [];
  const left = ownerIds.entries();
  const work = async () => {
    for (const [position, ownerId] of left) keys[position] = await makeKey(url, ownerId, role);
  };
  await Promise.all(Array.from({ length: KEYS_AT_ONCE }, work));
  return keys;
}

async function makeKey(url, ownerId, role) {
  const response = await fetch(`${url}/v1/access/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ owner_id: ownerId, role, name: 'Bench' }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()).secret;
}
