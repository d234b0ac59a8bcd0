import { errors, SignJWT } from 'jose';
import { verifiedClaims } from './verified-claims.js';

const OPTIONS = { issuer: 'https://id.example.com', audience: 'bellwether' };
const SECRET = Buffer.from('-----BEGIN PUBLIC KEY----- that everyone knows');

describe('verifiedClaims', () => {
  it.each([['HS256'], ['HS384'], ['HS512']])(
    'rejects a token with the symmetric algorithm %s',
    async (alg) => {
      const token = await new SignJWT({ sub: 'ada', iss: OPTIONS.issuer, aud: OPTIONS.audience })
        .setProtectedHeader({ alg })
        .setExpirationTime('1h')
        .sign(SECRET);
      const keys = { keyFor: () => Promise.resolve(SECRET) };

      await expect(verifiedClaims(token, OPTIONS, keys as never)).rejects.toThrow(
        errors.JOSEAlgNotAllowed,
      );
    },
  );
});
