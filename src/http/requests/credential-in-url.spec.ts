import { findInUrls, queryHoldsCredential, withoutCredentials } from './credential-in-url.js';

const KEY = `bw_${'0'.repeat(17)}_${'S'.repeat(49)}`;
const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln';

const encoded = (text: string) =>
  [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');

describe('credentials in a path', () => {
  it.each([KEY, TOKEN])('a credential is replaced, and the rest of its segment is kept', (key) => {
    expect(withoutCredentials(`/keys/x-${key}/rotate`)).toBe('/keys/x-[redacted]/rotate');
  });

  it.each([
    ['in one character', KEY.replace('b', '%62')],
    ['in its underscores', KEY.replaceAll('_', '%5F')],
    ['completely', encoded(KEY)],
    ['twice', encoded(encoded(KEY))],
    ['next to bad percent-encoding', `%zz${encoded(KEY)}%ff%`],
    ['in one character of a token', TOKEN.replace('.', '%2e')],
  ])('a credential that is percent-encoded %s is replaced with its segment', (_, segment) => {
    expect(withoutCredentials(`/keys/${segment}/rotate`)).toBe('/keys/[redacted]/rotate');
  });

  it.each(['/keys/a%20b', '/%ff/%zz/%', '/owners/%F0%9F%94%94', '/owners/a%252Fb', '/bw_short'])(
    'the path %s without a credential is unchanged',
    (path) => {
      expect(withoutCredentials(path)).toBe(path);
    },
  );
});

describe('a credential without a format', () => {
  const SECRET = 'k-._~+/'.repeat(5) + '==';

  beforeAll(() => findInUrls(SECRET));

  it.each([
    ['as it is', SECRET],
    ['as a component', encodeURIComponent(SECRET)],
    ['completely', encoded(SECRET)],
  ])('is replaced in a path when it is encoded %s, and found in a query', (_, text) => {
    expect(withoutCredentials(`/keys/${text}/rotate`)).toBe('/keys/[redacted]/rotate');
    expect(queryHoldsCredential(`/?key=${text}`)).toBe(true);
  });
});

describe('credentials in a query', () => {
  it.each([KEY, encoded(KEY), `${encoded(KEY)}%ff`, `%zz${KEY.replace('b', '%62')}`, TOKEN])(
    'finds a credential: %s',
    (value) => {
      expect(queryHoldsCredential(`/?key=${value}`)).toBe(true);
    },
  );

  it.each(['/', `/${KEY}`, '/?access_tokens=1', '/?a=%ff%zz'])('finds none in %s', (url) => {
    expect(queryHoldsCredential(url)).toBe(false);
  });
});
