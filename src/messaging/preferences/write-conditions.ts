import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { ProblemError } from '../../http/problems/problem.js';

/** One version of one preference. */
export interface PreferenceVersionId {
  id: string;
  version: number;
}

const ID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
const PREFERENCE_ID = new RegExp(`^${ID}$`);
const ENTITY_TAG = new RegExp(`^"(${ID})\\.([1-9]\\d{0,8})"$`);

/** Whether a text could be the id of a preference. No query is needed for one that could not. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference as it is: `"<id>.<version>"`, quotes included. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/** The version that an entity tag names; undefined where the text is no entity tag of ours. */
export function versionIn(tag: unknown): PreferenceVersionId | undefined {
  const [, id, version] = ENTITY_TAG.exec(typeof tag === 'string' ? tag : '') ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}

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
