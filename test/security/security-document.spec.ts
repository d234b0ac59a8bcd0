import { existsSync, readFileSync } from 'node:fs';

const text = readFileSync('SECURITY.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| API'));

describe('SECURITY.md', () => {
  it('has a row for each of the ten risks of OWASP', () => {
    expect(rows.map((row) => /API\d+/.exec(row)?.[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `API${index + 1}`),
    );
  });

  it.each(rows)('names tests that exist: %s', (row) => {
    const paths = [...row.matchAll(/`((?:test|src)\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('names commands that exist', () => {
    const commands = [...text.matchAll(/attack:[\w-]+/g)].map(([name]) => name);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    expect(Object.keys(scripts).filter((name) => name.startsWith('attack:'))).toEqual(
      expect.arrayContaining(commands),
    );
    expect(commands).toHaveLength(4);
  });
});
