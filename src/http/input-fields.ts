import { applyDecorators } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Expose } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import 'reflect-metadata';
import { ApiProperty } from './openapi.js';

const FIELDS = Symbol('bellwether:input-fields');
const NESTED_FIELDS = Symbol('bellwether:nested-fields');

/** A field that takes an object of class `type`, or a list of them. */
export interface NestedField {
  property: string;
  name: string;
  type: new () => object;
  list: boolean;
}

/** The name of a property in JSON: `inAppEnabled` is `in_app_enabled`. */
export function jsonName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The JSON names of all fields that an input class declares. */
export function inputFields(type: object): ReadonlySet<string> {
  return (Reflect.getMetadata(FIELDS, type) as Set<string> | undefined) ?? new Set();
}

/** The fields of an input class that take objects. */
export function nestedFields(type: object): readonly NestedField[] {
  return (Reflect.getMetadata(NESTED_FIELDS, type) as NestedField[] | undefined) ?? [];
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

/** A field that takes an object of class `type`, held to that class's own rules. */
export function ObjectField(
  type: new () => object,
  schema: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  return nestedField(type, false, InputField({ type, ...schema }, ...rules));
}

/** A required field that takes a list of 1 to `maxItems` objects of class `type`, held to that class's own rules. */
export function ListField(
  type: new () => object,
  { maxItems, ...schema }: { maxItems: number; description: string; example: unknown },
): PropertyDecorator {
  const count = `must hold 1 to ${maxItems} items.`;
  return nestedField(
    type,
    true,
    InputField(
      { type: [type], minItems: 1, maxItems, ...schema },
      IsArray({ message: 'must be a list.', context: { code: 'invalid_type' } }),
      ValidateBy(
        {
          name: 'itemCount',
          validator: {
            validate: (items) =>
              Array.isArray(items) && items.length > 0 && items.length <= maxItems,
            defaultMessage: () => count,
          },
        },
        { context: { code: 'invalid_value' } },
      ),
    ),
  );
}

function nestedField(type: new () => object, list: boolean, field: PropertyDecorator) {
  return (target: object, property: string | symbol) => {
    const name = jsonName(String(property));
    const fields = [
      ...nestedFields(target.constructor),
      { property: String(property), name, type, list },
    ];
    Reflect.defineMetadata(NESTED_FIELDS, fields, target.constructor);
    field(target, property);
  };
}

/** An optional text of at most `maxLength` UTF-16 code units; null is none. */
export function OptionalTextField(schema: {
  description: string;
  example: string;
  maxLength: number;
}): PropertyDecorator {
  const { maxLength } = schema;
  return InputField(
    { type: String, nullable: true, required: false, ...schema },
    IsOptional(),
    IsString({ message: 'must be a string or null.', context: { code: 'invalid_type' } }),
    IsStorableText(),
    MaxLength(maxLength, {
      message: `must be at most ${maxLength} characters long.`,
      context: { code: 'invalid_value' },
    }),
  );
}

/** A text in which `faultOf` finds nothing wrong; its words follow the field's name. With `required: false`, null is none. */
export function TextField(
  schema: { description: string; example: string; maxLength: number; required?: boolean },
  faultOf: (text: string) => string | undefined,
): PropertyDecorator {
  const { required = true } = schema;
  const kind = required ? 'a string' : 'a string or null';
  return InputField(
    { type: String, minLength: 1, nullable: !required, ...schema },
    ...(required ? [] : [IsOptional()]),
    IsString({ message: `must be ${kind}.`, context: { code: 'invalid_type' } }),
    IsFaultless(faultOf),
  );
}

const IsFaultless = (faultOf: (text: string) => string | undefined) =>
  ValidateBy(
    {
      name: 'isFaultless',
      validator: {
        validate: (text) => typeof text === 'string' && faultOf(text) === undefined,
        defaultMessage: (args) => faultOf(String(args?.value)) ?? '',
      },
    },
    { context: { code: 'invalid_value' } },
  );

/** PostgreSQL's text takes neither NUL nor half a character. */
const IsStorableText = () =>
  ValidateBy(
    {
      name: 'isStorableText',
      validator: {
        validate: (text) => typeof text === 'string' && text.isWellFormed() && !text.includes('\0'),
        defaultMessage: () => 'must not hold NUL or a lone surrogate.',
      },
    },
    { context: { code: 'invalid_value' } },
  );
