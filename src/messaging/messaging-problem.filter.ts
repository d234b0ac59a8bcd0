import { Catch } from '@nestjs/common';
import { ProblemError } from '../http/problem.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { PreconditionFailedError } from './precondition-failed.error.js';
import { PreferenceNotFoundError } from './preference-not-found.error.js';

/** Answers what the services throw, and everything else as `ProblemFilter` does. */
@Catch()
export class MessagingProblemFilter extends ProblemFilter {
  protected override problemOf(exception: unknown): ProblemError {
    if (exception instanceof PreconditionFailedError)
      return new ProblemError('precondition_failed');
    if (exception instanceof PreferenceNotFoundError) {
      return new ProblemError('not_found', exception.message);
    }
    return super.problemOf(exception);
  }
}
