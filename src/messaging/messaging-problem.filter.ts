import { Catch } from '@nestjs/common';
import { jsonName } from '../http/input-fields.js';
import { pointerTo, ROOT } from '../http/json-pointer.js';
import { ProblemError, validationFailed } from '../http/problem.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { CategoryNotFoundError } from './category-not-found.error.js';
import { InvalidInputError } from './invalid-input.error.js';
import { PreconditionFailedError } from './precondition-failed.error.js';
import { PreferenceNotFoundError } from './preference-not-found.error.js';
import { UnknownCategoryError } from './unknown-category.error.js';

/** Answers what the services throw, and everything else as `ProblemFilter` does. */
@Catch()
export class MessagingProblemFilter extends ProblemFilter {
  protected override problemOf(exception: unknown): ProblemError {
    if (exception instanceof PreconditionFailedError) return preconditionFailed(exception);
    if (
      exception instanceof PreferenceNotFoundError ||
      exception instanceof CategoryNotFoundError
    ) {
      return new ProblemError('not_found', exception.message);
    }
    if (exception instanceof UnknownCategoryError) {
      return new ProblemError('unknown_category', exception.message);
    }
    if (exception instanceof InvalidInputError) return wrongParameter(exception);
    return super.problemOf(exception);
  }
}

function preconditionFailed({ message, positions }: PreconditionFailedError): ProblemError {
  if (positions.length === 0) return new ProblemError('precondition_failed');
  const errors = positions.map((position) => ({
    pointer: pointerTo(pointerTo(pointerTo(ROOT, 'preferences'), String(position)), 'if_match'),
    code: 'precondition_failed',
    detail: message,
  }));
  return new ProblemError('precondition_failed', message, { members: { errors } });
}

/** Bodies are checked before a service sees them: what it refuses came in the path or the query. */
function wrongParameter({ field, fault }: InvalidInputError): ProblemError {
  const parameter = jsonName(field);
  return validationFailed([{ parameter, code: 'invalid_value', detail: `${parameter} ${fault}` }]);
}
