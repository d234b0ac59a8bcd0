import { credentialKey } from './credential-key.js';

describe('the key that requests are counted under', () => {
  const caller = { ownerId: 'ada', permissions: [], credentialId: 'token:1' };

  it('is the public id of an API key', () => {
    expect(credentialKey({ ...caller, credentialId: '1HeddIikNNmACOJfy' })).toBe(
      'id:1HeddIikNNmACOJfy',
    );
  });

  it.each(['token:1', 'token:2', undefined])(
    'is the owner where the credential is %s',
    (credentialId) => {
      expect(credentialKey({ ...caller, credentialId })).toBe(credentialKey(caller));
    },
  );

  it('tells owners of tenants apart, whatever their ids', () => {
    const keys = [
      credentialKey(caller),
      credentialKey({ ...caller, tenantId: 'a', ownerId: 'da' }),
      credentialKey({ ...caller, tenantId: 'ad', ownerId: 'a' }),
    ];

    expect(new Set(keys).size).toBe(3);
  });

  it('does not show the owner', () => {
    expect(credentialKey({ ...caller, ownerId: 'ada@example.org' })).toMatch(
      /^owner:[0-9a-f]{64}$/,
    );
  });
});
