import fc from 'fast-check';
import { PreferenceInput } from './preference.input.js';
import { inputFromJson } from '../../http/input/check-input.js';
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
  it('is made from any JSON body, or a 400 is thrown', () => {
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

  it.each(TRAPS)('reports the fields whose values have the member %j', (trap) => {
    const body: unknown = JSON.parse(
      `{"category": {"${trap}": 1}, "push_enabled": {"${trap}": {}}}`,
    );

    expect(() => inputFromJson(PreferenceInput, body)).toThrow('4 fields are wrong; see errors.');
  });
});
