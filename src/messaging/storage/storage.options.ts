import type { EntityManager } from 'typeorm';

/** Whose rows: an owner of a tenant; both ids are `''` where a call is about none. */
export interface RowOwner {
  ownerId: string;
  tenantId: string;
}

/** What a host says about where rows are and how statements are sent. */
export interface StorageOptions {
  /**
   * The manager for the rows of an owner, for a database or a schema per tenant, or for the transaction of the request
   * that is being served. It is asked once for each call that names no manager itself.
   */
  manager?: (owner: RowOwner) => EntityManager | Promise<EntityManager>;
  /**
   * Whether preferences that are stored at the same time, outside a transaction of yours, go to the database in one
   * statement, and likewise lists and effective preferences of one category that are read at the same time. Without
   * it, each has a statement of its own. It has no effect beside `manager`, and none on what is stored beside `onChange`.
   */
  batchStatements?: boolean;
}
