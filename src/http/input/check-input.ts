import { assertShallow } from './json.js';
import { fieldErrors, validationFailed } from '../problems/problem.js';
import { InvalidInputError } from './invalid-input.error.js';
import { isChecked, readInput } from './read-input.js';
import type { Rule } from './rule.js';

/**
 * The input of class `type` in a parsed JSON body.
 * @throws ProblemError `malformed_request` when it is nested too deeply, `validation_failed` with every wrong field
 */
export function inputFromJson<T extends object>(type: new () => T, body: unknown): Readonly<T> {
  assertShallow(body);
  const { input, wrong } = readInput(type, body, 'json');
  if (wrong.length > 0) throw validationFailed(fieldErrors(wrong));
  return input;
}

/**
 * The input of class `type` that a service was given, with its values in the form in which they are kept. One that
 * came over HTTP was checked already and is returned as it is.
 * @throws InvalidInputError with every wrong field
 */
export function checkedInput<T extends object>(type: new () => T, value: unknown): Readonly<T> {
  if (isChecked(type, value)) return value;
  const { input, wrong } = readInput(type, value, 'property');
  if (wrong.length > 0) throw new InvalidInputError(wrong);
  return input;
}

/**
 * An argument of a call, or a parameter of a request, in the form in which it is kept.
 * @throws InvalidInputError
 */
export function checkedParameter<T>(parameter: string, rule: Rule, value: T): T {
  const kept = rule.normalize ? rule.normalize(value) : value;
  const wrong = rule.check(kept);
  if (wrong) throw new InvalidInputError([{ parameter, ...wrong }]);
  return kept as T;
}
