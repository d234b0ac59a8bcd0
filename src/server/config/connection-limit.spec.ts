import { readMaxConnections } from './connection-limit.js';
import { Variables } from './variables.js';

const limitsOf = (descriptors: string) =>
  [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max processes             63432                63432                processes ',
    `Max open files            ${descriptors.padEnd(21)}1048576              files     `,
  ].join('\n');

const read = (env: NodeJS.ProcessEnv, limits: string) => {
  const variables = new Variables(env);
  return { value: readMaxConnections(variables, limits), faults: variables.faults };
};

describe('readMaxConnections', () => {
  it.each([
    ['200', 1],
    ['512', 312],
    ['1024', 824],
    ['4096', 3686],
    ['1048576', 10_000],
    ['unlimited', 1_000],
  ])('allows with %s descriptors %s connections', (descriptors, connections) => {
    expect(read({}, limitsOf(descriptors)).value).toBe(connections);
  });

  it('defaults to 1000 when the limit on descriptors is unknown', () => {
    expect(read({}, '').value).toBe(1_000);
  });

  it('accepts any limit that the descriptors allow', () => {
    expect(read({ MAX_CONNECTIONS: '900000' }, limitsOf('1048576'))).toEqual({
      value: 900_000,
      faults: [],
    });
  });

  it('rejects a higher limit with the highest possible one', () => {
    expect(read({ MAX_CONNECTIONS: '825' }, limitsOf('1024')).faults).toEqual([
      'MAX_CONNECTIONS must be at most 824 here. To allow more, raise the limit on open files (ulimit -n).',
    ]);
  });
});
