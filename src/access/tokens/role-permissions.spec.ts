import { BUILT_IN_ROLES } from '../grants/built-in-roles.js';
import { permissionsBy } from './role-permissions.js';

const MEMBER = ['messaging:read', 'messaging:update'];

const permissionsOf = (role: string) => BUILT_IN_ROLES.get(role) ?? [];

describe('permissionsBy', () => {
  it.each([
    ['member', MEMBER],
    [['member'], MEMBER],
    ['owners:read', ['owners:read']],
    ['member owners:erase', [...MEMBER, 'owners:erase']],
    ['  owners:read   owners:read ', ['owners:read']],
    [
      ['messaging:update', 'member'],
      ['messaging:update', 'messaging:read'],
    ],
    [['member', 'unknown', 7, null, ['admin'], ''], MEMBER],
  ])('reads from the claim %j the permissions %j', async (claim, granted) => {
    expect(await permissionsBy(claim, permissionsOf)).toEqual(granted);
  });

  it.each([
    [undefined],
    [null],
    [7],
    [true],
    [{ admin: true }],
    [{ length: 1, 0: 'admin' }],
    [['member owners:erase']],
    ['*'],
    ['messaging:*'],
    ['MEMBER'],
    ['Messaging:Read'],
    ['member,admin'],
    ['member\tadmin'],
    ['toString'],
  ])('reads no permissions from the claim %j', async (claim) => {
    expect(await permissionsBy(claim, permissionsOf)).toEqual([]);
  });

  it('reads each role once, and no role with an invalid name', async () => {
    const read: string[] = [];
    const names = ['a', 'a', 'b', 'owners:read', 'a\0', 'x'.repeat(256), '\ud800'];
    const granted = await permissionsBy(names, (role) => {
      read.push(role);
      return Promise.resolve(permissionsOf('member'));
    });

    expect(read).toEqual(['a', 'b']);
    expect(granted).toEqual([...MEMBER, 'owners:read']);
  });
});
