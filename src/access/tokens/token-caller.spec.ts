import { tokenCaller } from './token-caller.js';

const permissions: never[] = [];

describe('tokenCaller', () => {
  it('takes the owner from sub, without a tenant when no tenant claim is configured', () => {
    expect(tokenCaller({ sub: 'ada', tenant: 'acme' }, {})).toEqual({
      ownerId: 'ada',
      tenantId: undefined,
      credentialId: 'token',
      permissions,
    });
  });

  it('takes the tenant from the configured claim', () => {
    const claims = { sub: 'ada', org: { id: 'acme' } };

    expect(tokenCaller(claims, { tenantClaim: '/org/id' })).toMatchObject({ tenantId: 'acme' });
  });

  it.each([[undefined], [null], [''], [7], [['acme']], ['.'], ['a\n'], ['x'.repeat(256)]])(
    'returns undefined when the tenant is %j',
    (tenant) => {
      expect(tokenCaller({ sub: 'ada', tenant }, { tenantClaim: 'tenant' })).toBeUndefined();
    },
  );

  it.each([[undefined], [null], [''], [7], [['ada']], ['..'], ['a\0'], ['\ud800']])(
    'returns undefined when sub is %j',
    (sub) => {
      expect(tokenCaller({ sub: sub as string }, {})).toBeUndefined();
    },
  );

  it.each([
    ['7f3c', 'token:7f3c'],
    ['x'.repeat(249), `token:${'x'.repeat(249)}`],
    ['x'.repeat(250), 'token'],
    ['', 'token'],
    ['a\nb', 'token'],
    ['\udc00', 'token'],
    [7, 'token'],
    [null, 'token'],
  ])('makes from the jti %j the credential id %s', (jti, credentialId) => {
    expect(tokenCaller({ sub: 'ada', jti: jti as string }, {})).toMatchObject({ credentialId });
  });
});
