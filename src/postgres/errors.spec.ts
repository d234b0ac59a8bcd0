import { isDatabaseUnavailable } from './errors.js';

const error = (members: object, message = '') => Object.assign(new Error(message), members);

describe('a database error', () => {
  it.each([
    ['a refused connection', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
    ['all addresses refused', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })],
    ['a socket that is gone', error({ code: 'ENOENT', syscall: 'connect' })],
    ['a shutdown', error({ code: '57P01' })],
    ['a start-up', error({ code: '57P03' })],
    ['too many connections', error({ code: '53300' })],
    ['a connection exception', error({ code: '08006' })],
    ['a primary that became read-only', error({ code: '25006' })],
    ['an ended connection', error({}, 'Connection terminated unexpectedly')],
    ['a full pool', error({}, 'timeout exceeded when trying to connect')],
    ['a query that took too long', error({}, 'Query read timeout')],
    ["TypeORM's wrapping of one", error({ driverError: error({ code: '57P01' }) })],
  ])('says that it is unavailable: %s', (_, given) => {
    expect(isDatabaseUnavailable(given)).toBe(true);
  });

  it.each([
    ['a duplicate key', error({ code: '23505' })],
    ['a faulty statement', error({ code: '42601' })],
    ['an unsuitable character', error({ driverError: error({ code: '22021' }) })],
    ['a missing file', error({ code: 'ENOENT', syscall: 'open' })],
    ['any other error', new Error('oops')],
    ['no error', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('does not: %s', (_, given) => {
    expect(isDatabaseUnavailable(given)).toBe(false);
  });
});
