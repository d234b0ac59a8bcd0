import { DomainError, sentence, type WrongValue } from '../problems/domain.error.js';

/** A call to a service had wrong values. `errors` lists all of them. The call changed nothing. */
export class InvalidInputError extends DomainError {
  override readonly name = 'InvalidInputError';
  readonly code = 'validation_failed';

  constructor(wrong: readonly WrongValue[]) {
    super(wrong.map((value) => sentence(value)).join(' '), wrong);
  }

  /** Makes the error for one argument that is not a field of an input. `fault` continues a sentence after its name. */
  static ofParameter(parameter: string, fault: string, code = 'invalid_value'): InvalidInputError {
    return new InvalidInputError([{ parameter, code, fault }]);
  }
}
