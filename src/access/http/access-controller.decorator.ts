import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { ApiTags } from '../../http/openapi/openapi.js';
import { ProblemFilter } from '../../http/problems/problem.filter.js';

/** A controller of the server's own keys and roles. */
export function AccessController(relativePath: string): ClassDecorator {
  return applyDecorators(
    Controller(`v1/access/${relativePath}`),
    UseFilters(ProblemFilter),
    ApiTags('Access'),
  );
}
