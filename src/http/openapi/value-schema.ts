/**
 * What the OpenAPI document says of a value: the part of @ApiProperty's options in use here. The types of
 * @nestjs/swagger may not stand in the typings of the package, because hosts need not install it.
 */
export interface ValueSchema {
  name?: string;
  description?: string;
  type?: string | (abstract new () => object) | [abstract new () => object];
  format?: string;
  enum?: readonly string[];
  enumName?: string;
  example?: unknown;
  default?: unknown;
  required?: boolean;
  nullable?: boolean;
  isArray?: boolean;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minimum?: number;
  maximum?: number;
}
