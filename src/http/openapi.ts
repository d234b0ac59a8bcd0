import type * as Swagger from '@nestjs/swagger';
import { swagger } from './load-swagger.js';

const undocumented = () => () => undefined;

/** The decorators that document the API, or ones that do nothing where @nestjs/swagger is not installed. */
export const {
  ApiBody,
  ApiExtension,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiResponse,
  ApiSchema,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
}: Pick<
  typeof Swagger,
  | 'ApiBody'
  | 'ApiExtension'
  | 'ApiExtraModels'
  | 'ApiOkResponse'
  | 'ApiOperation'
  | 'ApiProperty'
  | 'ApiResponse'
  | 'ApiSchema'
  | 'ApiSecurity'
  | 'ApiTags'
  | 'getSchemaPath'
> = swagger ?? {
  ApiBody: undocumented,
  ApiExtension: undocumented,
  ApiExtraModels: undocumented,
  ApiOkResponse: undocumented,
  ApiOperation: undocumented,
  ApiProperty: undocumented,
  ApiResponse: undocumented,
  ApiSchema: undocumented,
  ApiSecurity: undocumented,
  ApiTags: undocumented,
  getSchemaPath: () => '',
};
