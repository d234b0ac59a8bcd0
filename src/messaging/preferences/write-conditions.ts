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

/** Whether a text has the form of a preference's id. A text without it needs no query. */
export function isPreferenceId(text: unknown): text is string {
  return typeof text === 'string' && PREFERENCE_ID.test(text);
}

/** The strong entity tag (RFC 9110, section 8.8.3) of a preference: `"<id>.<version>"`, with the quotes. */
export function entityTagOf({ id, version }: PreferenceVersionId): string {
  return `"${id}.${version}"`;
}

/** Parses an entity tag that `entityTagOf` made. Returns undefined for any other value. */
export function versionIn(tag: unknown): PreferenceVersionId | undefined {
  const [, id, version] = ENTITY_TAG.exec(typeof tag === 'string' ? tag : '') ?? [];
  return id === undefined ? undefined : { id, version: Number(version) };
}

/** The conditions of a write (RFC 9110, section 13.1). */
export interface WriteConditions {
  /**
   * The entity tag (`entityTagOf`) that the stored preference must have. The condition is also met when the stored
   * values already equal the input.
   */
  ifMatch?: string | undefined;
  /** With `*`, there must be no preference for the category. */
  ifNoneMatch?: '*' | undefined;
}

/**
 * The version in `ifMatch`, or undefined without it.
 * @throws InvalidInputError
 */
export function expectedVersion({
  ifMatch,
  ifNoneMatch,
}: WriteConditions): PreferenceVersionId | undefined {
  const isCreateOnly = ifMatch === undefined && (ifNoneMatch as unknown) === '*';
  if (ifNoneMatch !== undefined && !isCreateOnly) {
    const fault = 'must be "*" or left out, and cannot be combined with ifMatch.';
    throw InvalidInputError.ofParameter('ifNoneMatch', fault);
  }
  if (ifMatch === undefined) return undefined;
  const version = versionIn(ifMatch);
  if (version) return version;
  throw InvalidInputError.ofParameter('ifMatch', 'must be an entity tag from entityTagOf.');
}

/**
 * Gives a handler the conditions of the request. It rejects a malformed one, because ignoring it could lose a change.
 */
export const Conditions = createParamDecorator(
  (_: unknown, context: ExecutionContext): WriteConditions => {
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    const ifMatch = headers['if-match'];
    const ifNoneMatch = headers['if-none-match'];
    if (ifMatch !== undefined && !versionIn(ifMatch)) {
      throw malformed('If-Match must be one ETag, as in the response with the preference.');
    }
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
      throw malformed('If-None-Match must be *.');
    }
    if (ifMatch !== undefined && ifNoneMatch !== undefined) {
      throw malformed('Send either If-Match or If-None-Match, not both.');
    }
    return { ifMatch, ifNoneMatch };
  },
);

function malformed(detail: string): ProblemError {
  return new ProblemError('malformed_request', detail);
}
