import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The record of an erasure: its time, its credential and the number of changed rows. */
@Entity({ name: 'notification_erasure', synchronize: false })
export class NotificationErasure {
  /** A UUIDv7 (RFC 9562). */
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'erased_at', type: 'timestamptz' })
  erasedAt!: Date;

  /**
   * The HMAC-SHA-256 (RFC 2104), in hexadecimal, of the JSON text `["<tenant id>","<owner id>"]` with the key
   * `erasureSecret`; null without that option.
   */
  @Column({ name: 'owner_hmac', type: 'text', nullable: true })
  ownerHmac!: string | null;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  /** The number of changed or deleted rows by kind: `{ "preferences": 3, "preference_versions": 7 }`. */
  @Column({ name: 'erased', type: 'jsonb' })
  erased!: Record<string, number>;
}
