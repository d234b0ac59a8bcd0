import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was done to a key or a role. */
export type AccessAction =
  | 'api_key.created'
  | 'api_key.rotated'
  | 'api_key.revoked'
  | 'role.created'
  | 'role.replaced'
  | 'role.deleted';

/** One change of who may do what: what, to which key or role, by whom, when and how. Rows are only ever added. */
@Entity({ name: 'access_event', synchronize: false })
export class AccessEvent {
  /** A UUIDv7 (RFC 9562). */
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  /** The tenant of the key; `''` is none, as for every role. */
  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'action', type: 'text' })
  action!: AccessAction;

  /** The id of the key or the name of the role. */
  @Column({ name: 'subject', type: 'text' })
  subject!: string;

  /** What there is to say of the change, under the names that the API uses. */
  @Column({ name: 'details', type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ name: 'actor', type: 'text' })
  actor!: string;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  @Column({ name: 'via', type: 'text' })
  via!: string;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;
}
