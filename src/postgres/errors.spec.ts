import { isDatabaseUnavailable } from './errors.js';

const error = (members: object, message = '') => Object.assign(new Error(message), members);

describe('isDatabaseUnavailable', () => {
  it.each([
    ['a refused connection', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
    ['all addresses refused', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['a socket that does not exist', error({ code: 'ENOENT', syscall: 'connect' })],
    ['a shutdown', error({ code: '57P01' })],
    ['a start-up', error({ code: '57P03' })],
    ['too many connections', error({ code: '53300' })],
    ['a connection exception', error({ code: '08006' })],
    ['a primary that became read-only', error({ code: '25006' })],
    ['an ended connection', error({}, 'Connection terminated unexpectedly')],
    ['a full pool', error({}, 'timeout exceeded when trying to connect')],
    ['a query that took too long', error({}, 'Query read timeout')],
    ["TypeORM's wrapper of such an error", error({ driverError: error({ code: '57P01' }) })],
  ])('is true for %s', (_, value) => {
    expect(isDatabaseUnavailable(value)).toBe(true);
  });

  it.each([
    ['a duplicate key', error({ code: '23505' })],
    ['a faulty statement', error({ code: '42601' })],
    ['an invalid character', error({ driverError: error({ code: '22021' }) })],
    ['a missing file', error({ code: 'ENOENT', syscall: 'open' })],
    ['any other error', new Error('oops')],
    ['a string', 'ECONNREFUSED'],
    ['undefined', undefined],
  ])('is false for %s', (_, value) => {
    expect(isDatabaseUnavailable(value)).toBe(false);
  });
});
