import { countedAddress, credentialKey } from './counted-keys.js';

describe('the counted address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['[2001:db8:1:2::9]:4711', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('the address %s is counted as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });

  const OTHER_TEXTS = [undefined, '', 'unknown', '_hidden', '1', '0x7f.1', '192.0.2.300'];

  it.each([...OTHER_TEXTS, 'a'.repeat(10_000)].map((text) => [text?.slice(0, 20), text]))(
    'a text that is not an address is counted as "unknown": %j',
    (_, address) => {
      expect(countedAddress(address)).toBe('unknown');
    },
  );
});

describe('the key for counting requests', () => {
  const caller = { ownerId: 'ada', permissions: [], credentialId: 'token:1' };

  it('a request with an API key is counted under the public id of the key', () => {
    expect(credentialKey({ ...caller, credentialId: '1HeddIikNNmACOJfy' })).toBe(
      'id:1HeddIikNNmACOJfy',
    );
  });

  it.each(['token:1', 'token:2', undefined])(
    'a request with the credential %s is counted under its owner',
    (credentialId) => {
      expect(credentialKey({ ...caller, credentialId })).toBe(credentialKey(caller));
    },
  );

  it('owners of different tenants are counted separately, also when tenant and owner id join to the same text', () => {
    const keys = [
      credentialKey(caller),
      credentialKey({ ...caller, tenantId: 'a', ownerId: 'da' }),
      credentialKey({ ...caller, tenantId: 'ad', ownerId: 'a' }),
    ];

    expect(new Set(keys).size).toBe(3);
  });

  it('the key for counting does not contain the owner id', () => {
    expect(credentialKey({ ...caller, ownerId: 'ada@example.org' })).toMatch(
      /^owner:[0-9a-f]{64}$/,
    );
  });
});
