import { errors, SignJWT } from 'jose';
import { verifiedClaims } from './verified-claims.js';

const OPTIONS = { issuer: 'https://id.example.com', audience: 'bellwether' };
const SECRET = Buffer.from('-----BEGIN PUBLIC KEY----- that everyone knows');

describe('the claims of a token', () => {
  it.each([['HS256'], ['HS384'], ['HS512']])(
    'a token signed with %s is rejected, whatever key is found for it',
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
