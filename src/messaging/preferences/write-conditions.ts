import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { faultIn, nullable, oneOf, optional } from '../../http/input/rules.js';
import { ProblemError } from '../../http/problems/problem.js';
import { type CallContext, CONTEXT_RULES } from '../callers/caller.js';
import { ifMatchValueRule } from './entity-tag.js';

/** What is wrong with an `If-Match` that cannot be read. */
export const WRONG_IF_MATCH =
  'If-Match must be * or a list of entity tags, such as the ETag of the preference.';

/** The conditions of a write (RFC 9110, section 13.1). */
export interface WriteConditions {
  /**
   * The entity tag (`entityTagOf`) that the stored preference must have, or several with commas between them, or `*`
   * for any. The condition is also met when the stored values already equal the input. Null means no condition.
   */
  ifMatch?: string | null | undefined;
  /** With `*`, there must be no preference for the category. */
  ifNoneMatch?: '*' | undefined;
}

/** The context and the conditions of a write. */
export type UpsertContext = CallContext & WriteConditions;

/** The context and the condition of a deletion. */
export type DeleteContext = CallContext & Pick<WriteConditions, 'ifMatch'>;

/** The rule for an `If-Match` condition, in a call and in a batch. */
export const ifMatchRule = optional(nullable(ifMatchValueRule));

const ifNoneMatchRule = optional(oneOf(['*']));

/** The rules for an `UpsertContext`. */
export const UPSERT_CONTEXT = {
  ...CONTEXT_RULES,
  ifMatch: ifMatchRule,
  ifNoneMatch: ifNoneMatchRule,
};

/** The rules for a `DeleteContext`. */
export const DELETE_CONTEXT = { ...CONTEXT_RULES, ifMatch: ifMatchRule };

/** Makes the error for a call with both conditions. */
export function bothConditions(): InvalidInputError {
  return InvalidInputError.ofParameter('ifNoneMatch', 'cannot be combined with ifMatch.');
}

/**
 * Gives a handler the conditions of the request. It rejects a malformed one, because ignoring it could lose a change.
 */
export const Conditions = createParamDecorator(
  (_: unknown, context: ExecutionContext): WriteConditions => {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const ifMatch = headers['if-match'];
    const ifNoneMatch = headers['if-none-match'];
    if (faultIn(ifMatchRule, ifMatch)) {
      throw malformed(WRONG_IF_MATCH);
    }
    if (faultIn(ifNoneMatchRule, ifNoneMatch)) throw malformed('If-None-Match must be *.');
    if (ifMatch !== undefined && ifNoneMatch !== undefined) {
      throw malformed('Send either If-Match or If-None-Match, not both.');
    }
    return { ifMatch, ifNoneMatch: ifNoneMatch as '*' | undefined };
  },
);

function malformed(detail: string): ProblemError {
  return new ProblemError('malformed_request', detail);
}
