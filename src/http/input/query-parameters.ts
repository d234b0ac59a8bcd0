import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { type FieldError, ProblemError, validationFailed } from '../problems/problem.js';

/** Reads one parameter: its value, or what is wrong with it, in words that follow its name. */
export interface QueryParameter<T> {
  /** All values that the parameter was given, in their order; none when it is absent. */
  read: (values: string[]) => { value: T } | { fault: string };
}

type QueryParameters = Record<string, QueryParameter<unknown>>;

/** What parameters are read as. */
export type ParametersOf<P extends QueryParameters> = {
  [Name in keyof P]: P[Name] extends QueryParameter<infer T> ? T : never;
};

/** A parameter that is given at most once, read by `rule`; absent, it is `otherwise`. */
export function optional<T, D>(
  otherwise: D,
  rule: (text: string) => { value: T } | { fault: string },
): QueryParameter<T | D> {
  return {
    read: ([value, ...others]) => {
      if (value === undefined) return { value: otherwise };
      return others.length > 0 ? { fault: 'must be given once.' } : rule(value);
    },
  };
}

/** A parameter that is given any number of times. */
export const repeatable: QueryParameter<string[]> = { read: (value) => ({ value }) };

/** The query of the request, each parameter read by its rule; an unknown one is an error. */
export function QueryOf(parameters: QueryParameters): ParameterDecorator {
  return createParamDecorator((_: unknown, context: ExecutionContext) =>
    parseQuery(context.switchToHttp().getRequest<IncomingMessage>().url ?? '', parameters),
  )();
}

/**
 * The query of a URL, read the same whatever parser the application has.
 * @throws ProblemError `malformed_request` when it is not percent-encoded UTF-8, `validation_failed` with every wrong parameter
 */
export function parseQuery<P extends QueryParameters>(url: string, parameters: P): ParametersOf<P> {
  const given = pairsOf(url);
  const errors: FieldError[] = [];
  const values = Object.entries(parameters).map(([parameter, { read }]) => {
    const result = read(given.filter(([name]) => name === parameter).map(([, value]) => value));
    if ('value' in result) return [parameter, result.value];
    errors.push({ parameter, code: 'invalid_value', detail: `${parameter} ${result.fault}` });
    return [parameter, undefined];
  });
  const unknown = new Set(
    given.map(([name]) => name).filter((name) => !Object.hasOwn(parameters, name)),
  );
  for (const parameter of unknown) {
    errors.push({ parameter, code: 'unknown_parameter', detail: `${parameter} is no parameter.` });
  }
  if (errors.length > 0) throw validationFailed(errors);
  return Object.fromEntries(values) as ParametersOf<P>;
}

/** URLSearchParams would turn what is not UTF-8 into U+FFFD. */
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
