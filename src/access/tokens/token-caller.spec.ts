import { tokenCaller } from './token-caller.js';

const permissions: never[] = [];

describe('whom a token speaks for', () => {
  it('is its subject, without a tenant where none is configured', () => {
    expect(tokenCaller({ sub: 'ada', tenant: 'acme' }, {})).toEqual({
      ownerId: 'ada',
      tenantId: undefined,
      credentialId: 'token',
      permissions,
    });
  });

  it('is its subject in the tenant that the configured claim names', () => {
    const claims = { sub: 'ada', org: { id: 'acme' } };

    expect(tokenCaller(claims, { tenantClaim: '/org/id' })).toMatchObject({ tenantId: 'acme' });
  });

  it.each([[undefined], [null], [''], [7], [['acme']], ['.'], ['a\n'], ['x'.repeat(256)]])(
    'is nobody when the tenant is %j',
    (tenant) => {
      expect(tokenCaller({ sub: 'ada', tenant }, { tenantClaim: 'tenant' })).toBeUndefined();
    },
  );

  it.each([[undefined], [null], [''], [7], [['ada']], ['..'], ['a\0'], ['\ud800']])(
    'is nobody when the subject is %j',
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
  ])('used the credential with the jti %j', (jti, credentialId) => {
    expect(tokenCaller({ sub: 'ada', jti: jti as string }, {})).toMatchObject({ credentialId });
  });
});
