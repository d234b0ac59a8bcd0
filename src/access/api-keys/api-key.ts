import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../credentials/credential.js';

/** An API key with a new secret. `text` is shown once to its holder. `id` and `secretHash` are stored. */
export interface ApiKeyText {
  text: string;
  id: string;
  secretHash: Buffer;
}

/** The parts of an API key's text, before the database is read. */
interface PresentedApiKey {
  id: string;
  secretHash: Buffer;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_BYTES = 12;
const SECRET_BYTES = 32;
const CHECKSUM_BYTES = 4;
const FORMAT = /^(bw_([0-9A-Za-z]{17})_([0-9A-Za-z]{43}))([0-9A-Za-z]{6})$/;

/** Makes a new key in the format `bw_<id>_<secret><checksum>`. All parts after the prefix are in base62. */
export function newApiKey(): ApiKeyText {
  return newSecret(base62(randomBytes(ID_BYTES)));
}

/** Makes a new secret for the key `id`. */
export function newSecret(id: string): ApiKeyText {
  const secret = base62(randomBytes(SECRET_BYTES));
  const body = `bw_${id}_${secret}`;
  return { text: body + checksum(body), id, secretHash: sha256(secret) };
}

/** Whether a text has the form of a key's id. A text without it needs no query. */
export function isApiKeyId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9A-Za-z]{17}$/.test(text);
}

/** Parses a key. Returns undefined when its form or its checksum is wrong, for example after a typing error. */
export function readApiKey(text: string): PresentedApiKey | undefined {
  const [, body, id, secret, sum] = FORMAT.exec(text) ?? [];
  if (!body || !id || !secret || sum !== checksum(body)) return undefined;
  return { id, secretHash: sha256(secret) };
}

/** The CRC-32 (RFC 1952) of the key's text before the checksum, in base62. */
function checksum(body: string): string {
  const bytes = Buffer.alloc(CHECKSUM_BYTES);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes);
}

/** Encodes bytes as one number in base62, padded to the width of the largest number of that many bytes. */
function base62(bytes: Buffer): string {
  const width = Math.ceil((bytes.length * 8) / Math.log2(DIGITS.length));
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < width; i += 1) {
    text = DIGITS.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
