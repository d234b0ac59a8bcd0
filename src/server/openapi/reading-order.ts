import type { OpenAPIObject } from '@nestjs/swagger';

/** An operation of an OpenAPI document. */
export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** The methods of one path: writing, then reading, then deleting. */
const METHODS = ['put', 'post', 'get', 'delete'];

/** The operations of a document, in its order. */
export function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap((item) => Object.values(item) as Operation[]);
}

/**
 * Sorts the operations of a document in the order in which people read about them: by tag, and within it storing
 * preferences, then reading them, then their history. The order of the routes is another one, because fixed paths must
 * precede those with an id.
 */
export function inReadingOrder(document: OpenAPIObject): OpenAPIObject {
  const tags = document.tags?.map(({ name }) => name) ?? [];
  const tagOf = (item: object) => {
    const [operation] = Object.values(item) as Operation[];
    return tags.indexOf(operation?.tags?.[0] ?? '');
  };
  const paths = Object.entries(document.paths)
    .sort(([one, a], [other, b]) => tagOf(a) - tagOf(b) || rankOf(one) - rankOf(other))
    .map(([path, item]) => [path, withSortedMethods(item)]);
  return { ...document, paths: Object.fromEntries(paths) as OpenAPIObject['paths'] };
}

function rankOf(path: string): number {
  if (path.endsWith('/preferences')) return 0;
  if (path.endsWith('/preferences/batch')) return 1;
  return path.endsWith('/history') ? 3 : 2;
}

function withSortedMethods(item: object): object {
  const operations = Object.entries(item);
  const rank = ([method]: [string, unknown]) => METHODS.indexOf(method);
  return Object.fromEntries(operations.sort((one, other) => rank(one) - rank(other)));
}
