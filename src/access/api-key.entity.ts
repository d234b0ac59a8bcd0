import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An API key as it is stored: enough to recognise it, not enough to use it. */
@Entity({ name: 'access_api_key', synchronize: false })
export class ApiKey {
  /** The public part of the key, by which it is looked up. */
  @PrimaryColumn({ name: 'id', type: 'text' })
  id!: string;

  /** The SHA-256 of the secret part. */
  @Column({ name: 'secret_hash', type: 'bytea' })
  secretHash!: Buffer;

  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  @Column({ name: 'role', type: 'text' })
  role!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
