import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { faultsOf } from './check-input.js';
import { faultIn, type Rule } from './rules.js';
import { type FieldError, ProblemError, validationFailed } from '../problems/problem.js';

/** Reads one query parameter. */
export interface QueryParameter<T> {
  /**
   * Converts the parameter's values, in their order in the query, to one value. `values` is empty when the parameter is
   * absent. Each fault continues a sentence after the parameter's name.
   */
  read: (values: string[]) => { value: T } | { faults: string[] };
}

type QueryParameters = Record<string, QueryParameter<unknown>>;

/** The values of query parameters, by name. */
export type ParametersOf<P extends QueryParameters> = {
  [Name in keyof P]: P[Name] extends QueryParameter<infer T> ? T : never;
};

/** A parameter that may occur once and is read by `rule`. Its value is `fallback` when it is absent. */
export function withDefault<T, D>(
  fallback: D,
  rule: (text: string) => { value: T } | { fault: string },
): QueryParameter<T | D> {
  return {
    read: ([value, ...others]) => {
      if (value === undefined) return { value: fallback };
      if (others.length > 0) return { faults: ['must occur only once.'] };
      const result = rule(value);
      return 'value' in result ? result : { faults: [result.fault] };
    },
  };
}

/** A text that may be absent and follows `rule`. */
export function optionalText(rule: Rule): QueryParameter<string | undefined> {
  return withDefault(undefined, (value) => faultIn(rule, value) ?? { value });
}

/** A parameter that may occur any number of times. Each value follows `rule`. */
export function repeatable(rule: Rule): QueryParameter<string[]> {
  return {
    read: (value) => {
      const faults = value.flatMap((text) => faultsOf('', rule, text).map(({ fault }) => fault));
      return faults.length > 0 ? { faults } : { value };
    },
  };
}

/** Gives a handler the query of the request. Each parameter is read by its rule; an unknown parameter is an error. */
export function QueryOf(parameters: QueryParameters): ParameterDecorator {
  return createParamDecorator((_: unknown, context: ExecutionContext) =>
    parseQuery(context.switchToHttp().getRequest<IncomingMessage>().url ?? '', parameters),
  )();
}

/**
 * Reads the query of a URL. The result does not depend on the query parser of the application.
 * @throws ProblemError `malformed_request` when the query is not percent-encoded UTF-8
 * @throws ProblemError `validation_failed` with every wrong parameter
 */
export function parseQuery<P extends QueryParameters>(url: string, parameters: P): ParametersOf<P> {
  const pairs = pairsOf(url);
  const errors: FieldError[] = [];
  const values = Object.entries(parameters).map(([parameter, { read }]) => {
    const result = read(pairs.filter(([name]) => name === parameter).map(([, value]) => value));
    if ('value' in result) return [parameter, result.value];
    for (const fault of result.faults) {
      errors.push({ parameter, code: 'invalid_value', detail: `${parameter} ${fault}` });
    }
    return [parameter, undefined];
  });
  const unknown = new Set(
    pairs.map(([name]) => name).filter((name) => !Object.hasOwn(parameters, name)),
  );
  const names = Object.keys(parameters);
  const known = names.length > 0 ? `; there are ${names.join(', ')}` : '; there is none';
  for (const parameter of unknown) {
    errors.push({
      parameter,
      code: 'unknown_parameter',
      detail: `${parameter} is not a parameter${known}.`,
    });
  }
  if (errors.length > 0) throw validationFailed(errors);
  return Object.fromEntries(values) as ParametersOf<P>;
}

/** Splits the query by hand, because URLSearchParams replaces invalid UTF-8 with U+FFFD. */
function pairsOf(url: string): [name: string, value: string][] {
  const [, query = ''] = /\?(.*)$/s.exec(url) ?? [];
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
      return [decoded(name), decoded(value)];
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new ProblemError('malformed_request', 'The query is not percent-encoded UTF-8.');
  }
}
