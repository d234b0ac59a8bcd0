/** With which the bench makes every other key, where Bellwether is started with it. */
export const BOOTSTRAP_KEY = 'the-bench-makes-every-other-key-with-this-one';

const KEYS_AT_ONCE = 8;

/** Makes a key of a role for each of these owners through Bellwether's API, in their order. */
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
