import type { ValueSchema } from '../../http/openapi/value-schema.js';
import type { EntityManager } from 'typeorm';
import type { KeptTable } from './schema-check.js';
import type { RowOwner } from './storage.options.js';

/** A member of the export of a person. */
export interface ExportedMember {
  name: string;
  /** What the OpenAPI document says of it. */
  schema: ValueSchema;
  /**
   * Its items as the API shows them, page by page, so that no more than a page is in memory; or its value where it is
   * no list.
   */
  read: (
    manager: EntityManager,
    owner: RowOwner,
  ) => AsyncIterable<readonly object[]> | Promise<number>;
}

/** What a room keeps: its tables, and how a person in them is exported and erased. Each room registers it once. */
export interface KeptData {
  tables: readonly KeptTable[];
  exported: readonly ExportedMember[];
  /** Erases a person from the tables; how many rows that changed, under a name for each kind. */
  erase: (manager: EntityManager, owner: RowOwner) => Promise<Record<string, number>>;
}

/** How many items of an export are read at once. */
const EXPORT_PAGE_SIZE = 500;

/** Reads a list page by page; `readAfter` reads the page behind an item, or the first one. */
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
