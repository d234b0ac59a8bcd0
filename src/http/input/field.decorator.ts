import { applyDecorators } from '@nestjs/common';
import type { ValueSchema } from '../openapi/value-schema.js';
import { Expose, Transform } from 'class-transformer';
import 'reflect-metadata';
import type { WrongValue } from '../problems/domain.error.js';
import { jsonName } from '../problems/json-names.js';
import { ApiValue } from '../openapi/openapi.js';
import { FollowsRule, type Rule } from './rules.js';

const FIELDS = Symbol('bellwether:input-fields');
const CLASS_RULES = Symbol('bellwether:input-class-rules');

/** A field of an input class. */
export interface InputField {
  /** The name in calls to services: `inAppEnabled`. */
  property: string;
  /** The name in JSON: `in_app_enabled`. */
  name: string;
  rule: Rule;
}

/** Checks an input as a whole. It runs only when every field is valid. */
export type ClassRule<T> = (input: T) => WrongValue[];

/** The fields that an input class declares, inherited ones included. */
export function fieldsOf(type: object): readonly InputField[] {
  return (Reflect.getMetadata(FIELDS, type) as InputField[] | undefined) ?? [];
}

/** The rules that an input class declares for the input as a whole, inherited ones included. */
export function classRulesOf(type: object): readonly ClassRule<object>[] {
  return (Reflect.getMetadata(CLASS_RULES, type) as ClassRule<object>[] | undefined) ?? [];
}

/** Declares a property as a field of an input, with its rule and its text in the OpenAPI document. */
export function Field(rule: Rule, documentation: ValueSchema): PropertyDecorator {
  return (target, key) => {
    const property = String(key);
    const field: InputField = { property, name: jsonName(property), rule };
    const { constructor: type } = target;
    Reflect.defineMetadata(FIELDS, [...fieldsOf(type), field], type);
    const { normalize } = rule;
    applyDecorators(
      Expose({ name: field.name }),
      ...(normalize ? [Transform(({ value }) => normalize(value))] : []),
      FollowsRule(rule),
      ApiValue({ ...rule.schema, ...documentation, name: field.name }),
    )(target, key);
  };
}

/** Declares a rule for an input as a whole. */
export function FollowsClassRule<T extends object>(rule: ClassRule<T>): ClassDecorator {
  return (type) => Reflect.defineMetadata(CLASS_RULES, [...classRulesOf(type), rule], type);
}
