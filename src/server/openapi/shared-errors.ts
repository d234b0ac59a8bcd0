import type { OpenAPIObject } from '@nestjs/swagger';
import { isDeepStrictEqual } from 'node:util';
import { type ProblemCode, PROBLEMS } from '../../http/problems/problem-codes.js';
import type { FieldError } from '../../http/problems/problem.js';
import type { ProblemResponse } from '../../http/problems/api-problem.js';
import { operationsOf } from './reading-order.js';

interface ProblemExampleBody {
  code: ProblemCode;
  errors?: FieldError[];
  missing_permissions?: string[];
}

/**
 * Moves the error responses of the operations into `components/responses`. Operations share a response only if it has
 * the same schema and examples for them. A description of an operation that differs stays beside the reference, where
 * it replaces the shared one (OpenAPI 3.1.0, section 4.8.23).
 */
export function withSharedErrors(document: OpenAPIObject): OpenAPIObject {
  const shared: Record<string, ProblemResponse> = {};
  for (const { responses } of operationsOf(document)) {
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      const { description, content } = response as ProblemResponse;
      const name = nameOf(content);
      const first = (shared[name] ??= response as ProblemResponse);
      if (!isDeepStrictEqual(first.content, content)) continue;
      responses[status] = {
        $ref: `#/components/responses/${name}`,
        ...(description !== first.description && { description }),
      };
    }
  }
  return { ...document, components: { ...document.components, responses: shared } };
}

/**
 * The title of the problem without spaces, such as `NotFound`; for items of a body `NotFoundItems`, for wrong
 * parameters `InvalidParameters`, and for a missing permission `PermissionDenied.messaging.read`.
 */
function nameOf(content: ProblemResponse['content']): string {
  const { example, examples } = content['application/problem+json'];
  const [first] = Object.values(examples ?? {});
  const problem = (example ?? first?.value) as ProblemExampleBody;
  const { code, errors = [], missing_permissions: missing = [] } = problem;
  if (errors.some(({ parameter }) => parameter)) return 'InvalidParameters';
  const title = PROBLEMS[code].title.replaceAll(/ (\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const isOfItems = errors.length > 0 && code !== 'validation_failed';
  return [isOfItems ? `${title}Items` : title, ...missing].join('.').replaceAll(':', '.');
}
