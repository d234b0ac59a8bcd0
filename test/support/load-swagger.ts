import * as swagger from '@nestjs/swagger';

/** Stands in for `src/http/load-swagger.ts`, in the tests only. */
export { swagger };
