import { readFileSync } from 'node:fs';
import { type ConnectionOptions, rootCertificates } from 'node:tls';

/** How to connect to PostgreSQL, for node-postgres. */
export interface Connection {
  connectionString: string;
  /** False is a connection without TLS. */
  ssl: ConnectionOptions | false;
}

const MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

/**
 * Reads the TLS parameters of a URL with the meaning that they have for PostgreSQL's own clients (PostgreSQL manual,
 * section 34.19), and removes them from the URL. node-postgres gives other meanings to them. Without `sslmode` there is
 * no TLS. `require` encrypts but verifies nothing, unless there is an `sslrootcert`; then it is `verify-ca`.
 * @throws Error whose message continues a sentence after the name of the URL
 */
export function connectionOf(databaseUrl: string): Connection {
  if (!URL.canParse(databaseUrl)) return { connectionString: databaseUrl, ssl: false };
  const url = new URL(databaseUrl);
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  if (!MODES.includes(mode)) throw new Error(`must have one of the sslmodes ${MODES.join(', ')}.`);
  const [ca, cert, key] = FILES.map((name) => contentOf(name, url.searchParams.get(name)));
  for (const name of ['sslmode', ...FILES]) url.searchParams.delete(name);
  const connectionString = url.href;
  if (mode === 'disable') return { connectionString, ssl: false };
  if (mode === 'require' && ca === undefined) {
    return { connectionString, ssl: { rejectUnauthorized: false, cert, key } };
  }
  const verifiesName = mode === 'verify-full';
  return {
    connectionString,
    ssl: { ca, cert, key, ...(!verifiesName && { checkServerIdentity: () => undefined }) },
  };
}

/** The text of a file, or the certificates of Node for `system`. */
function contentOf(name: string, path: string | null): string | undefined {
  if (path === null) return undefined;
  if (name === 'sslrootcert' && path === 'system') return rootCertificates.join('\n');
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Error(`must have an ${name} that can be read (${code}).`, { cause: error });
  }
}
