import { readFile } from 'node:fs/promises';

interface LockFile {
  packages: Record<string, { integrity?: string; link?: true }>;
}

describe('package-lock.json', () => {
  it('has the SHA-512 of every package', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as LockFile;
    const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
    const without = installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'));

    expect(installed.length).toBeGreaterThan(100);
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
