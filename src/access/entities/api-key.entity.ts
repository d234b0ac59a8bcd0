import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An API key: whose it is and what it may do. Its secrets are rows of their own. */
@Entity({ name: 'access_api_key', synchronize: false })
export class ApiKey {
  /** The public part of the key, by which it is looked up. */
  @PrimaryColumn({ name: 'id', type: 'text' })
  id!: string;

  /** The tenant that it belongs to; `''` is none. */
  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  /** Who acts by it. */
  @Column({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  /** The name of the role that says what it may do. */
  @Column({ name: 'role', type: 'text' })
  role!: string;

  /** What people call it. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** From when on it is refused; null is never. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  /** When it was last used, as of at most a minute ago; null is never. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  /** When it was revoked; null is not. */
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** A secret of an API key as it is stored: enough to recognise it, not enough to use it. */
@Entity({ name: 'access_api_key_secret', synchronize: false })
export class ApiKeySecret {
  @PrimaryColumn({ name: 'api_key_id', type: 'text' })
  apiKeyId!: string;

  /** The SHA-256 of the secret. */
  @PrimaryColumn({ name: 'secret_hash', type: 'bytea' })
  secretHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** From when on it is refused, because another took its place; null is never. */
  @Column({ name: 'valid_until', type: 'timestamptz', nullable: true })
  validUntil!: Date | null;
}
