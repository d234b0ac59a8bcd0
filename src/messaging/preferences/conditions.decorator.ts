import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ProblemError } from '../../http/problem.js';
import { isEntityTag } from './entity-tag.js';
import type { UpsertContext } from './upsert-context.js';

/** Under what condition a request is to be carried out (RFC 9110, section 13.1). */
export type RequestConditions = Pick<UpsertContext, 'ifMatch' | 'ifNoneMatch'>;

/** The conditions of the request; a malformed one is refused, for ignoring it could lose a change. */
export const Conditions = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestConditions => {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const ifMatch = headers['if-match'];
    const ifNoneMatch = headers['if-none-match'];
    if (ifMatch !== undefined && !isEntityTag(ifMatch)) {
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
