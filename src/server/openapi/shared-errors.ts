import type { OpenAPIObject } from '@nestjs/swagger';
import { type ProblemCode, PROBLEMS } from '../../http/problems/problem-codes.js';
import type { ProblemResponse } from '../../http/problems/api-problem.js';
import { operationsOf } from './reading-order.js';

/**
 * Moves the error responses of all operations into `components/responses`, one for each code and schema. A description
 * of an operation that differs stays beside the reference, where it replaces the shared one (OpenAPI 3.1.0, section
 * 4.8.23).
 */
export function withSharedErrors(document: OpenAPIObject): OpenAPIObject {
  const shared: Record<string, ProblemResponse> = {};
  for (const { responses } of operationsOf(document)) {
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      const name = nameOf(response as ProblemResponse);
      const { description } = (shared[name] ??= response as ProblemResponse);
      const own = (response as ProblemResponse).description;
      responses[status] = {
        $ref: `#/components/responses/${name}`,
        ...(own !== description && { description: own }),
      };
    }
  }
  return { ...document, components: { ...document.components, responses: shared } };
}

/** The title of the problem without spaces. Errors of the items of a batch have their own schema, and so their own name. */
function nameOf({ content }: ProblemResponse): string {
  const { schema, example, examples } = content['application/problem+json'];
  const [first] = Object.values(examples ?? {});
  const { code } = (example ?? first?.value) as { code: ProblemCode };
  const name = PROBLEMS[code].title.replaceAll(/ (\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const isOfItems =
    schema.$ref.endsWith('/MessagingValidationProblem') && code !== 'validation_failed';
  return isOfItems ? `${name}Items` : name;
}
