import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withProvenance } from '../../messaging/callers/provenance-columns.js';

/** The kind of change of a key or a role. */
type AccessAction =
  | 'api_key.created'
  | 'api_key.rotated'
  | 'api_key.revoked'
  | 'role.created'
  | 'role.replaced'
  | 'role.deleted';

/** One change of a key or a role: the change, its actor, its time and its origin. Rows are never changed or deleted. */
@Entity({ name: 'access_event', synchronize: false })
export class AccessEvent extends withProvenance(Object) {
  /** A UUIDv7 (RFC 9562). */
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  /** The tenant of the key; `''` for a global key and for every role. */
  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'action', type: 'text' })
  action!: AccessAction;

  /** The id of the key or the name of the role. */
  @Column({ name: 'subject', type: 'text' })
  subject!: string;

  /** The details of the change, with the names that the API uses. */
  @Column({ name: 'details', type: 'jsonb' })
  details!: Record<string, unknown>;
}
