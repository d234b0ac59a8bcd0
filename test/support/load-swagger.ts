import * as swagger from '@nestjs/swagger';

/** Replaces `src/http/openapi/load-swagger.cjs` in the tests. */
export default { swagger };
