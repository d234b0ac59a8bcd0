import { isDatabaseUnavailable } from './errors.js';

const error = (members: object, message = '') => Object.assign(new Error(message), members);

describe('isDatabaseUnavailable', () => {
  it.each([
    ['a refused connection', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
    [
      'a refused connection on all addresses',
      Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    ],
    ['a missing socket', error({ code: 'ENOENT', syscall: 'connect' })],
    ['a database that shuts down', error({ code: '57P01' })],
    ['a database that starts up', error({ code: '57P03' })],
    ['too many connections', error({ code: '53300' })],
    ['a connection exception', error({ code: '08006' })],
    ['a primary that became read-only', error({ code: '25006' })],
    ['an ended connection', error({}, 'Connection terminated unexpectedly')],
    ['a full pool', error({}, 'timeout exceeded when trying to connect')],
    ['a query that took too long', error({}, 'Query read timeout')],
    ['a shutdown error that TypeORM wraps', error({ driverError: error({ code: '57P01' }) })],
  ])('returns true for %s', (_, given) => {
    expect(isDatabaseUnavailable(given)).toBe(true);
  });

  it.each([
    ['a duplicate key', error({ code: '23505' })],
    ['a faulty statement', error({ code: '42601' })],
    ['a character that PostgreSQL rejects', error({ driverError: error({ code: '22021' }) })],
    ['a missing file', error({ code: 'ENOENT', syscall: 'open' })],
    ['any other error', new Error('oops')],
    ['a string', 'ECONNREFUSED'],
    ['undefined', undefined],
  ])('returns false for %s', (_, given) => {
    expect(isDatabaseUnavailable(given)).toBe(false);
  });
});
