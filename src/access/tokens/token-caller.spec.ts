import { tokenCaller } from './token-caller.js';

const permissions: never[] = [];

describe('the caller of a token', () => {
  it('is the subject, and has no tenant when no tenant claim is configured', () => {
    expect(tokenCaller({ sub: 'ada', tenant: 'acme' }, {})).toEqual({
      ownerId: 'ada',
      tenantId: undefined,
      credentialId: 'token',
      permissions,
    });
  });

  it('has the tenant that the configured claim names', () => {
    const claims = { sub: 'ada', org: { id: 'acme' } };

    expect(tokenCaller(claims, { tenantClaim: '/org/id' })).toMatchObject({ tenantId: 'acme' });
  });

  it.each([[undefined], [null], [''], [7], [['acme']], ['.'], ['a\n'], ['x'.repeat(256)]])(
    'a token with the tenant %j has no caller',
    (tenant) => {
      expect(tokenCaller({ sub: 'ada', tenant }, { tenantClaim: 'tenant' })).toBeUndefined();
    },
  );

  it.each([[undefined], [null], [''], [7], [['ada']], ['..'], ['a\0'], ['\ud800']])(
    'a token with the subject %j has no caller',
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
  ])('a token with the jti %j has the credential id %s', (jti, credentialId) => {
    expect(tokenCaller({ sub: 'ada', jti: jti as string }, {})).toMatchObject({ credentialId });
  });
});
