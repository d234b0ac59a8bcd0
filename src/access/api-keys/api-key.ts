import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sha256 } from '../credentials/credential.js';

/** An API key with a new secret: `text` is shown once to its holder, the rest is stored. */
export interface ApiKeyText {
  text: string;
  id: string;
  secretHash: Buffer;
}

/** What an API key's text says of itself, before the database is asked. */
export interface PresentedApiKey {
  id: string;
  secretHash: Buffer;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_BYTES = 12;
const SECRET_BYTES = 32;
const CHECKSUM_BYTES = 4;
const FORMAT = /^(bw_([0-9A-Za-z]{17})_([0-9A-Za-z]{43}))([0-9A-Za-z]{6})$/;

/** A new key in the format `bw_<id>_<secret><checksum>`, all but the prefix in base62. */
export function newApiKey(): ApiKeyText {
  return newSecret(base62(randomBytes(ID_BYTES)));
}

/** A new secret for the key `id`. */
export function newSecret(id: string): ApiKeyText {
  const secret = base62(randomBytes(SECRET_BYTES));
  const body = `bw_${id}_${secret}`;
  return { text: body + checksum(body), id, secretHash: sha256(secret) };
}

/** Whether a text could be the id of a key. No query is needed for one that could not. */
export function isApiKeyId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9A-Za-z]{17}$/.test(text);
}

/** Reads a key; undefined when its form or its checksum is wrong, as of a mistyped one. */
export function readApiKey(text: string): PresentedApiKey | undefined {
  const [, body, id, secret, sum] = FORMAT.exec(text) ?? [];
  if (!body || !id || !secret || sum !== checksum(body)) return undefined;
  return { id, secretHash: sha256(secret) };
}

/** The CRC-32 of the key before it (as in RFC 1952), in base62. */
function checksum(body: string): string {
  const bytes = Buffer.alloc(CHECKSUM_BYTES);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes);
}

/** The bytes as one number in base62, always as wide as the greatest of that many bytes. */
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
