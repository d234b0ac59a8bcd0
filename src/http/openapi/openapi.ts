import type * as Swagger from '@nestjs/swagger';
import loaded from './load-swagger.cjs';
import type { ValueSchema } from './value-schema.js';

const undocumented = () => () => undefined;

/** The decorators of @nestjs/swagger. Where it is not installed, they do nothing. */
export const {
  ApiBody,
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiQuery,
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
  | 'ApiHeader'
  | 'ApiNoContentResponse'
  | 'ApiOkResponse'
  | 'ApiOperation'
  | 'ApiParam'
  | 'ApiProperty'
  | 'ApiQuery'
  | 'ApiResponse'
  | 'ApiSchema'
  | 'ApiSecurity'
  | 'ApiTags'
  | 'getSchemaPath'
> = loaded.swagger ?? {
  ApiBody: undocumented,
  ApiExtension: undocumented,
  ApiExtraModels: undocumented,
  ApiHeader: undocumented,
  ApiNoContentResponse: undocumented,
  ApiOkResponse: undocumented,
  ApiOperation: undocumented,
  ApiParam: undocumented,
  ApiProperty: undocumented,
  ApiQuery: undocumented,
  ApiResponse: undocumented,
  ApiSchema: undocumented,
  ApiSecurity: undocumented,
  ApiTags: undocumented,
  getSchemaPath: () => '',
};

/** Documents a property with the schema of its value. */
export const ApiValue = (schema: ValueSchema): PropertyDecorator =>
  ApiProperty(schema as Swagger.ApiPropertyOptions);
