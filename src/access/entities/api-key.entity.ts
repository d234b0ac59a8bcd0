import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An API key with its owner and role. Its secrets are in `ApiKeySecret`. */
@Entity({ name: 'access_api_key', synchronize: false })
export class ApiKey {
  /** The public part of the key. */
  @PrimaryColumn({ name: 'id', type: 'text' })
  id!: string;

  /** The tenant of the key; `''` for a global key, which belongs to no tenant. */
  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  /** The owner who acts with the key. */
  @Column({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  /** The name of its role. */
  @Column({ name: 'role', type: 'text' })
  role!: string;

  /** A name for people. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When the key expires; null means never. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  /** When the key was last used, accurate to a minute; null means never. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  /** When the key was revoked; null means that it is not revoked. */
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}

/** A secret of an API key. Only its hash is stored, which cannot be used as a key. */
@Entity({ name: 'access_api_key_secret', synchronize: false })
export class ApiKeySecret {
  @PrimaryColumn({ name: 'api_key_id', type: 'text' })
  apiKeyId!: string;

  /** The SHA-256 of the secret. */
  @PrimaryColumn({ name: 'secret_hash', type: 'bytea' })
  secretHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When the secret expires because another one replaced it; null means never. */
  @Column({ name: 'valid_until', type: 'timestamptz', nullable: true })
  validUntil!: Date | null;
}
