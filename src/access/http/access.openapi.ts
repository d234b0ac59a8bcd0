import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProblemFilter } from '../../http/problems/problem.filter.js';
import { pointerTo, ROOT } from '../../http/problems/json-names.js';
import { ApiProblem, ApiServerProblems } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';
import { RequirePermissions } from '../../messaging/callers/permissions.decorators.js';

/** A controller of the server's API for keys and roles. */
export function AccessController(relativePath: string): ClassDecorator {
  return applyDecorators(
    Controller(`v1/access/${relativePath}`),
    UseFilters(ProblemFilter),
    ApiTags('Access'),
  );
}

/** Guards and documents an operation that needs `access:manage`. */
export function ManagesAccess(
  operationId: string,
  summary: string,
  description: string,
): MethodDecorator {
  return applyDecorators(
    RequirePermissions('access:manage'),
    ApiOperation({
      operationId,
      summary,
      description: `${description} Required permission: \`access:manage\`.`,
    }),
    ApiServerProblems(),
  );
}

interface FieldExample {
  field: string;
  fault: string;
  code: string;
}

/** Documents the 400 of a request with a body, with an example of a wrong field. */
export function ApiWrongBody({ field, fault: detail, code }: FieldExample): MethodDecorator {
  return ApiProblem(
    'validation_failed',
    'The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field.',
    {
      schema: ValidationProblem,
      example: { detail, errors: [{ pointer: pointerTo(ROOT, field), code, detail }] },
    },
  );
}

/** Documents the 409 of a change that conflicts with the state of keys and roles. */
export function ApiConflict(
  description: string,
  detail: string,
  instance: string,
): MethodDecorator {
  return ApiProblem('conflict', description, { example: { detail, instance } });
}
