import fc from 'fast-check';
import { BatchPreferenceInput, PreferenceBatchInput, PreferenceInput } from './preference.input.js';
import { checkedInput, inputFromJson } from '../../http/input/check-input.js';
import { ProblemError } from '../../http/problems/problem.js';

const NAMES = ['category', 'in_app_enabled', 'email_enabled', 'push_enabled', 'digest'];
const TRAPS = ['constructor', '__proto__', 'prototype', 'then', 'toString', 'length', 'valueOf'];

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, 1, '', 'instant', 'billing', '\ud800'),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...TRAPS), tie('value'), { maxKeys: 3 }),
  ),
}));
const anyBody = fc.oneof(
  anyValue,
  fc.dictionary(fc.constantFrom(...NAMES, ...TRAPS), anyValue, { maxKeys: 6 }),
);

describe('PreferenceInput', () => {
  it('any JSON gives a valid input or a problem with the status 400', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        try {
          const input = inputFromJson(PreferenceInput, JSON.parse(JSON.stringify(body)));
          expect(typeof input.inAppEnabled).toBe('boolean');
          expect(typeof input.emailEnabled).toBe('boolean');
          expect(typeof input.pushEnabled).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          expect((error as ProblemError).status).toBe(400);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(TRAPS)('rejects the value of a field that contains the key %j', (trap) => {
    const body: unknown = JSON.parse(
      `{"category": {"${trap}": 1}, "push_enabled": {"${trap}": {}}}`,
    );

    expect(() => inputFromJson(PreferenceInput, body)).toThrow('4 fields are wrong; see errors.');
  });
});

describe('BatchPreferenceInput', () => {
  const body = { in_app_enabled: true, email_enabled: true, push_enabled: true, if_match: null };

  it('is checked once, also when it is given to a service in a new batch', () => {
    const { preferences } = inputFromJson(PreferenceBatchInput, { preferences: [body] });
    const [preference] = checkedInput(PreferenceBatchInput, { preferences }).preferences;

    expect(preference).toBe(preferences[0]);
  });

  it('is not accepted as a PreferenceInput, which has no ifMatch', () => {
    const input = inputFromJson(BatchPreferenceInput, body);

    expect(() => checkedInput(PreferenceInput, input)).toThrow('ifMatch is not a field.');
  });
});
