import { countedAddress, credentialKey } from './counted-keys.js';

describe('countedAddress', () => {
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
  ])('counts the address %s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });

  it.each([undefined, '', 'unknown', '_hidden', '1', '0x7f.1', '192.0.2.300', 'a'.repeat(10_000)])(
    'counts a text that is not an address as unknown: %.20s',
    (address) => {
      expect(countedAddress(address)).toBe('unknown');
    },
  );
});

describe('credentialKey', () => {
  const caller = { ownerId: 'ada', permissions: [], credentialId: 'token:1' };

  it('counts an API key by its public id', () => {
    expect(credentialKey({ ...caller, credentialId: '1HeddIikNNmACOJfy' })).toBe(
      'id:1HeddIikNNmACOJfy',
    );
  });

  it.each(['token:1', 'token:2', undefined])(
    'counts the credential %s by its owner',
    (credentialId) => {
      expect(credentialKey({ ...caller, credentialId })).toBe(credentialKey(caller));
    },
  );

  it('gives owners of different tenants different keys', () => {
    const keys = [
      credentialKey(caller),
      credentialKey({ ...caller, tenantId: 'a', ownerId: 'da' }),
      credentialKey({ ...caller, tenantId: 'ad', ownerId: 'a' }),
    ];

    expect(new Set(keys).size).toBe(3);
  });

  it('does not contain the id of the owner', () => {
    expect(credentialKey({ ...caller, ownerId: 'ada@example.org' })).toMatch(
      /^owner:[0-9a-f]{64}$/,
    );
  });
});
