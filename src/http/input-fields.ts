import { applyDecorators } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Expose } from 'class-transformer';
import { IsBoolean, IsIn, IsString, ValidateIf } from 'class-validator';
import 'reflect-metadata';
import { ApiProperty } from './openapi.js';

const FIELDS = Symbol('bellwether:input-fields');

/** The name of a property in JSON: `inAppEnabled` is `in_app_enabled`. */
export function jsonName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The JSON names of all fields that an input class declares. */
export function inputFields(type: object): ReadonlySet<string> {
  return (Reflect.getMetadata(FIELDS, type) as Set<string> | undefined) ?? new Set();
}

/**
 * Declares a property as a field of a request body: what it is called in JSON, what the OpenAPI
 * document says of it, and the rules it is held to, in one place. The first broken rule is reported.
 */
export function InputField(
  schema: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  return (target, property) => {
    const name = jsonName(String(property));
    const type = target.constructor;
    Reflect.defineMetadata(FIELDS, new Set([...inputFields(type), name]), type);
    applyDecorators(Expose({ name }), ApiProperty({ ...schema, name }), ...rules)(target, property);
  };
}

/** A required field that is `true` or `false`; nothing else is coerced into one. */
export function BooleanField(schema: { description: string; example: boolean }): PropertyDecorator {
  return InputField(
    { type: Boolean, ...schema },
    IsBoolean({ message: 'must be true or false.', context: { code: 'invalid_type' } }),
  );
}

/** An optional field that takes one of `values`; null is not one of them. */
export function OptionalEnumField(
  values: readonly string[],
  schema: { description: string; enumName: string; default: string; example: string },
): PropertyDecorator {
  const message = `must be one of ${values.join(', ')}.`;
  return InputField(
    { enum: [...values], required: false, ...schema },
    ValidateIf((_, value) => value !== undefined),
    IsString({ message, context: { code: 'invalid_type' } }),
    IsIn(values, { message, context: { code: 'invalid_value' } }),
  );
}
