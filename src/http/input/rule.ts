import type { ApiPropertyOptions } from '@nestjs/swagger';

/** What kind of wrong a value is, for programs. */
export type FaultCode = 'required' | 'invalid_type' | 'invalid_value' | 'unknown_field';

/** What is wrong with a value. */
export interface Fault {
  code: FaultCode;
  /** In words that follow the name of the field or parameter: `must be true or false.` */
  fault: string;
}

/**
 * What a value must be. Request bodies, calls to services and the OpenAPI document all use the same rule
 * (decision 12).
 */
export interface Rule {
  /** What the OpenAPI document says of the value. */
  schema: Partial<ApiPropertyOptions>;
  /** Whether the value may be left out. */
  required: boolean;
  /** The form of a value that is checked and kept; the value itself where the rule has none. */
  normalize?: (value: unknown) => unknown;
  /** What is wrong with a value in that form; undefined when nothing is. */
  check: (value: unknown) => Fault | undefined;
  /** The class whose rules an object, or each object of a list, is held to as well. */
  nested?: new () => object;
}

const MISSING: Fault = { code: 'required', fault: 'is required.' };

/** A rule for a value that is required, in which `check` finds nothing wrong. */
export function rule(
  schema: Rule['schema'],
  check: Rule['check'],
  more: Pick<Rule, 'normalize' | 'nested'> = {},
): Rule {
  return {
    ...more,
    schema,
    required: true,
    check: (value) => (value === undefined ? MISSING : check(value)),
  };
}

/** The same rule for a value that may be left out. */
export function optional(base: Rule): Rule {
  return {
    ...base,
    schema: { ...base.schema, required: false } as Rule['schema'],
    required: false,
    check: (value) => (value === undefined ? undefined : base.check(value)),
  };
}

/** The same rule for a value that may be null; whether it may be left out stays as it is. */
export function nullable(base: Rule): Rule {
  return {
    ...base,
    schema: { ...base.schema, nullable: true },
    check: (value) => {
      const wrong = value === null ? undefined : base.check(value);
      if (wrong?.code !== 'invalid_type') return wrong;
      return { ...wrong, fault: wrong.fault.replace(/\.$/, ' or null.') };
    },
  };
}
