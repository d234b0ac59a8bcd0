import { claimIn } from './claim.js';

const CLAIMS = {
  roles: 'member',
  'https://example.com/roles': ['admin'],
  realm_access: { roles: ['backend'] },
  'a/b': { 'm~n': 1 },
  '': { '': 2 },
};

describe('claimIn', () => {
  it.each([
    ['roles', 'member'],
    ['https://example.com/roles', ['admin']],
    ['realm_access', { roles: ['backend'] }],
    ['/roles', 'member'],
    ['/realm_access/roles', ['backend']],
    ['/realm_access/roles/0', 'backend'],
    ['/a~1b/m~0n', 1],
    ['//', 2],
  ])('reads the claim %s as %j', (name, value) => {
    expect(claimIn(CLAIMS, name)).toEqual(value);
  });

  it.each([
    'role',
    'realm_access/roles',
    '/realm_access/role',
    '/roles/0',
    '/roles/length/x',
    '/~01',
    '/constructor/name',
    'constructor',
    '__proto__',
    '/realm_access/__proto__',
  ])('finds no claim %s', (name) => {
    expect(claimIn(CLAIMS, name)).toBeUndefined();
  });
});
