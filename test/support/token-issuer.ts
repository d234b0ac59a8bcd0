import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../src/server/config/config.js';

export type Algorithm = 'RS256' | 'ES256' | 'EdDSA';
const ALGORITHMS: Algorithm[] = ['RS256', 'ES256', 'EdDSA'];

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  /** The public key in the published form. */
  publicJwk: JWK;
}

/** The content of a token. A claim or a header that is undefined is left out. */
export interface TokenShape {
  alg?: Algorithm;
  claims?: object;
  header?: object;
  /** The payload in place of claims. */
  payload?: string | Buffer;
}

export async function newSigningKey(alg: Algorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** An identity provider on loopback that publishes its keys over HTTP and signs tokens. */
export class TokenIssuer {
  /** How often its keys were requested. */
  fetches = 0;
  /** Answers a request for the keys; a test may replace it. */
  answer = this.publish;

  private constructor(
    private readonly server: Server,
    private keys: Record<Algorithm, SigningKey>,
  ) {
    server.on('request', (_, response: ServerResponse) => {
      this.fetches += 1;
      this.answer(response);
    });
  }

  static async start(): Promise<TokenIssuer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TokenIssuer(server, await newKeys());
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get jwksUrl(): string {
    return `${this.url}/keys`;
  }

  /** The configuration of a server that accepts the tokens of this issuer. */
  get config(): NonNullable<Config['jwt']> {
    const { jwksUrl, url: issuer } = this;
    const claims = { tenantClaim: undefined, roleClaim: 'roles' };
    return { jwksUrl, issuer, audience: 'bellwether', ...claims };
  }

  key(alg: Algorithm): SigningKey {
    return this.keys[alg];
  }

  /** Replaces all keys by new ones. */
  async rotate(): Promise<void> {
    this.keys = await newKeys();
  }

  goDown(): void {
    this.answer = (response) => void response.destroy();
  }

  comeBack(): void {
    this.answer = this.publish;
  }

  /** The claims of a valid token with the role `member`, which expires in an hour. */
  claims(claims: object = {}): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000);
    const { issuer, audience } = this.config;
    const sub = `owner-${randomUUID()}`;
    return {
      iss: issuer,
      aud: audience,
      sub,
      exp: now + 3600,
      iat: now,
      roles: 'member',
      ...claims,
    };
  }

  /** Signs a token, by default a valid one. */
  async sign({ alg = 'RS256', claims, header, payload }: TokenShape = {}): Promise<string> {
    const { kid, privateKey } = this.key(alg);
    const text = payload ?? JSON.stringify(this.claims(claims));
    return new CompactSign(Buffer.from(text as string))
      .setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header })
      .sign(privateKey);
  }

  private publish(response: ServerResponse): void {
    const keys = Object.values(this.keys).map(({ publicJwk }) => publicJwk);
    response.setHeader('Content-Type', 'application/jwk-set+json').end(JSON.stringify({ keys }));
  }
}

async function newKeys(): Promise<Record<Algorithm, SigningKey>> {
  const keys = await Promise.all(ALGORITHMS.map(async (alg) => [alg, await newSigningKey(alg)]));
  return Object.fromEntries(keys) as Record<Algorithm, SigningKey>;
}
