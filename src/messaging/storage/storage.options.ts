import type { EntityManager } from 'typeorm';

/** The owner of rows. An id is `''` when a call is not about an owner or a tenant. */
export interface RowOwner {
  ownerId: string;
  tenantId: string;
}

/** The option `lockTimeoutMs` when a host leaves it out, and its limit. */
export const DEFAULT_LOCK_TIMEOUT_MS = 2_000;
export const MAX_LOCK_TIMEOUT_MS = 600_000;

/** The options about the database and statements. */
export interface StorageOptions {
  /**
   * Returns the manager for the rows of an owner. Use it for a database or a schema per tenant, or for the transaction
   * of the current request. It is called once for each call without `context.manager`.
   */
  manager?: (owner: RowOwner) => EntityManager | Promise<EntityManager>;
  /**
   * Whether calls that arrive at the same time share a statement: writes of preferences, lists of preferences, and
   * reads of the effective preference in one category. The default is false. Calls in a transaction of the host, and
   * all calls with the option `manager`, have their own statements. So have writes with the option `onChange`.
   */
  batchStatements?: boolean;
  /**
   * How long a write may wait for rows that another transaction holds, in milliseconds; then it fails with SQLSTATE
   * 55P03, and the answer is 503. The default is 2,000. It applies to our statements alone: not to `onChange`, not to a
   * transaction of the host, and not to later statements on the same connection.
   */
  lockTimeoutMs?: number;
}
