import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an erasure leaves: that it was done, by which credential, and how much went. */
@Entity({ name: 'notification_erasure', synchronize: false })
export class NotificationErasure {
  /** A UUIDv7 (RFC 9562). */
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'erased_at', type: 'timestamptz' })
  erasedAt!: Date;

  /**
   * Whom: HMAC-SHA-256 (RFC 2104), in hexadecimal, of the JSON text `["<tenant id>","<owner id>"]` under the
   * option `erasureSecret`; null where there is none.
   */
  @Column({ name: 'owner_hmac', type: 'text', nullable: true })
  ownerHmac!: string | null;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  /** How many rows the erasure changed, under a name for each kind: `{ "preferences": 3, "preference_versions": 7 }`. */
  @Column({ name: 'erased', type: 'jsonb' })
  erased!: Record<string, number>;
}
