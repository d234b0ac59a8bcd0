import * as swagger from '@nestjs/swagger';

/** Replaces `src/http/load-swagger.ts` in the tests. */
export { swagger };
