import { CHANNEL_TABLE } from './channels.js';
import { DEFAULT_DIGEST, type Digest } from './digest.js';
import type { GivenValues } from './preference-values.js';

interface ValueColumn {
  column: string;
  property: keyof GivenValues;
  type: 'boolean' | 'text';
  /** The value when a call leaves it out. */
  fallback: boolean | Digest;
}

const COLUMNS: readonly ValueColumn[] = [
  ...CHANNEL_TABLE.map(({ column, property, default: fallback }) => {
    return { column, property, type: 'boolean' as const, fallback };
  }),
  { column: 'digest', property: 'digest', type: 'text', fallback: DEFAULT_DIGEST },
];

/** The number of columns for the values of a preference. */
export const VALUE_COUNT = COLUMNS.length;

/** The names of the value columns, after an alias if there is one. */
export function valueColumns(alias?: string): string {
  return COLUMNS.map(({ column }) => (alias ? `${alias}.${column}` : column)).join(', ');
}

/** The value columns in a SELECT, with the names of properties. `expression` makes the expression for a column. */
export function selectedValues(expression = (column: string) => column): string {
  return COLUMNS.map(({ column, property }) => `${expression(column)} AS "${property}"`).join(', ');
}

/** The value columns as the arguments of `jsonb_build_object`. */
export function jsonValues(alias: string): string {
  return COLUMNS.map(({ column, property }) => `'${property}', ${alias}.${column}`).join(', ');
}

/** The value columns with their types, for a list of column definitions. */
export function valueDefinitions(): string {
  return COLUMNS.map(({ column, type }) => `${column} ${type}`).join(', ');
}

/** The parameters with the values, from number `first`. With `[]` they are arrays. */
export function valueParameters(first: number, list: '' | '[]' = ''): string {
  return COLUMNS.map(({ type }, i) => `$${first + i}::${type}${list}`).join(', ');
}

/** The values for `valueParameters`, in their order. */
export function valueArguments(values: GivenValues): unknown[] {
  return COLUMNS.map(({ property, fallback }) => values[property] ?? fallback);
}

/** The values for `valueParameters` with arrays, in their order. */
export function valueListArguments(all: readonly GivenValues[]): unknown[][] {
  return COLUMNS.map(({ property, fallback }) => all.map((values) => values[property] ?? fallback));
}

/** The assignments of an UPDATE that copy every value column from the row `source`. */
export function valueAssignments(source: string): string {
  return COLUMNS.map(({ column }) => `${column} = ${source}.${column}`).join(', ');
}
