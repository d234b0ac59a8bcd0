import { CHANNEL_TABLE } from './channels.js';
import { DEFAULT_DIGEST } from './digest.js';
import type { GivenValues } from './preference-values.js';

interface ValueColumn {
  column: string;
  property: keyof GivenValues;
  type: 'boolean' | 'text';
}

const COLUMNS: readonly ValueColumn[] = [
  ...CHANNEL_TABLE.map(({ column, property }) => ({ column, property, type: 'boolean' as const })),
  { column: 'digest', property: 'digest', type: 'text' },
];

/** How many columns hold what a preference says. */
export const VALUE_COUNT = COLUMNS.length;

/** The names of those columns, with an alias in front where one is given. */
export function valueColumns(alias?: string): string {
  return COLUMNS.map(({ column }) => (alias ? `${alias}.${column}` : column)).join(', ');
}

/** Those columns under the names of properties. `expression` is what is selected for a column. */
export function selectedValues(expression = (column: string) => column): string {
  return COLUMNS.map(({ column, property }) => `${expression(column)} AS "${property}"`).join(', ');
}

/** Those columns as the names and values of a JSON object. */
export function jsonValues(alias: string): string {
  return COLUMNS.map(({ column, property }) => `'${property}', ${alias}.${column}`).join(', ');
}

/** Those columns with their types, for a list of column definitions. */
export function valueDefinitions(): string {
  return COLUMNS.map(({ column, type }) => `${column} ${type}`).join(', ');
}

/** The parameters that hold the values, from number `first` on; lists of them where `list` is given. */
export function valueParameters(first: number, list: '' | '[]' = ''): string {
  return COLUMNS.map(({ type }, i) => `$${first + i}::${type}${list}`).join(', ');
}

/** What those parameters are, in their order. */
export function valueArguments(values: GivenValues): unknown[] {
  return COLUMNS.map(({ property }) => values[property] ?? DEFAULT_DIGEST);
}

/** The same where the parameters are lists. */
export function valueListArguments(all: readonly GivenValues[]): unknown[][] {
  return COLUMNS.map(({ property }) => all.map((values) => values[property] ?? DEFAULT_DIGEST));
}

/** Assigns every column out of the row `given`. */
export function valueAssignments(given: string): string {
  return COLUMNS.map(({ column }) => `${column} = ${given}.${column}`).join(', ');
}
