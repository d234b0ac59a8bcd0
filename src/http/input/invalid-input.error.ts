import { DomainError, sentence, type WrongValue } from '../problems/domain.error.js';

/** Values that a service was given break its rules. `errors` names every one; nothing was done. */
export class InvalidInputError extends DomainError {
  override readonly name = 'InvalidInputError';
  readonly code = 'validation_failed';

  constructor(wrong: readonly WrongValue[]) {
    super(wrong.map((value) => sentence(value)).join(' '), wrong);
  }

  /** For one wrong argument that is no field of an input; `fault` is in words that follow its name. */
  static ofParameter(parameter: string, fault: string, code = 'invalid_value'): InvalidInputError {
    return new InvalidInputError([{ parameter, code, fault }]);
  }
}
