import type { ValueSchema } from '../../http/openapi/value-schema.js';
import type { Database } from '../../postgres/database.js';
import type { KeptTable } from './schema-check.js';
import type { RowOwner } from './storage.options.js';

/** A member of the export of an owner. */
export interface ExportedMember {
  name: string;
  /** The schema of the member in the OpenAPI document. */
  schema: ValueSchema;
  /**
   * Reads the value. A list is read page by page, so that only one page is in memory. Its items are resources of the
   * API.
   */
  read: (database: Database, owner: RowOwner) => AsyncIterable<readonly object[]> | Promise<number>;
}

/** The stored data of a folder: its tables, and how an owner's rows in them are exported and erased. */
export interface KeptData {
  tables: readonly KeptTable[];
  exported: readonly ExportedMember[];
  /** Erases an owner from the tables. Returns the number of changed or deleted rows by kind. */
  erase: (database: Database, owner: RowOwner) => Promise<Record<string, number>>;
}

/** The number of items in a page of an export. */
export const EXPORT_PAGE_SIZE = 100;

/** Reads a list page by page. `readAfter` reads the page after an item, or the first page without an item. */
export async function* pagesOf<T>(
  readAfter: (last: T | undefined, limit: number) => Promise<T[]>,
): AsyncGenerator<T[]> {
  let last: T | undefined;
  for (;;) {
    const page = await readAfter(last, EXPORT_PAGE_SIZE);
    if (page.length > 0) yield page;
    if (page.length < EXPORT_PAGE_SIZE) return;
    last = page.at(-1);
  }
}
