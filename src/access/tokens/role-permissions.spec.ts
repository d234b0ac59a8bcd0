import { BUILT_IN_ROLES } from '../grants/built-in-roles.js';
import { permissionsBy } from './role-permissions.js';

const MEMBER = ['messaging:read', 'messaging:update'];

const permissionsOf = (role: string) => BUILT_IN_ROLES.get(role) ?? [];

describe('what a claim grants', () => {
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
  ])('%j grants %j', async (claim, granted) => {
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
  ])('%j grants nothing', async (claim) => {
    expect(await permissionsBy(claim, permissionsOf)).toEqual([]);
  });

  it('asks for each role once, and for nothing that no role can be called', async () => {
    const asked: string[] = [];
    const names = ['a', 'a', 'b', 'owners:read', 'a\0', 'x'.repeat(256), '\ud800'];
    const granted = await permissionsBy(names, (role) => {
      asked.push(role);
      return Promise.resolve(permissionsOf('member'));
    });

    expect(asked).toEqual(['a', 'b']);
    expect(granted).toEqual([...MEMBER, 'owners:read']);
  });
});
