import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { ProblemError } from '../../http/problems/problem.js';
import { type PreferenceVersionId, versionIn } from './entity-tag.js';

/** Under what condition a preference is written (RFC 9110, section 13.1). */
export interface WriteConditions {
  /**
   * Replace only: the entity tag (`entityTagOf`) of the preference as it was last seen. It is no conflict when the
   * stored preference already says what it is to say.
   */
  ifMatch?: string | undefined;
  /** Create only: refuse where there is a preference for the category already. */
  ifNoneMatch?: '*' | undefined;
}

/**
 * The version that `ifMatch` names.
 * @throws InvalidInputError
 */
export function expectedVersion({
  ifMatch,
  ifNoneMatch,
}: WriteConditions): PreferenceVersionId | undefined {
  const isCreateOnly = ifMatch === undefined && (ifNoneMatch as unknown) === '*';
  if (ifNoneMatch !== undefined && !isCreateOnly) {
    const fault = 'must be "*", without ifMatch, or left out.';
    throw InvalidInputError.ofParameter('ifNoneMatch', fault);
  }
  if (ifMatch === undefined) return undefined;
  const version = versionIn(ifMatch);
  if (version) return version;
  throw InvalidInputError.ofParameter('ifMatch', 'must be an entity tag that entityTagOf gave.');
}

/** The conditions of the request. A malformed one is refused, because ignoring it could lose a change. */
export const Conditions = createParamDecorator(
  (_: unknown, context: ExecutionContext): WriteConditions => {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const ifMatch = headers['if-match'];
    const ifNoneMatch = headers['if-none-match'];
    if (ifMatch !== undefined && !versionIn(ifMatch)) {
      throw malformed('If-Match must be the one ETag that the preference was answered with.');
    }
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
      throw malformed('If-None-Match must be *.');
    }
    if (ifMatch !== undefined && ifNoneMatch !== undefined) {
      throw malformed('If-Match and If-None-Match exclude each other.');
    }
    return { ifMatch, ifNoneMatch };
  },
);

function malformed(detail: string): ProblemError {
  return new ProblemError('malformed_request', detail);
}
