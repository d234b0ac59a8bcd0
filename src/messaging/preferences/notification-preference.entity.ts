import { Column, Entity, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { withValueColumns } from '../channels/value-columns.js';

/** In the table, and only there, the global default is the empty category, so that it can be part of the primary key. */
export const categoryColumn = {
  to: (category: string | null) => category ?? '',
  from: (category: string) => (category === '' ? null : category),
} satisfies ValueTransformer;

/**
 * One owner's stored preference for one category or, where `category` is null, the owner's global default. It has
 * the columns of the channel table and `digest` beside those below.
 *
 * The database's primary key is (tenant_id, owner_id, category). `id` is unique by being a UUID and
 * is looked up within its owner's rows. Migrations make the table; `synchronize` never touches it.
 */
@Entity({ name: 'notification_preference', synchronize: false })
@Index('notification_preference_pkey', ['tenantId', 'ownerId', 'category'], { unique: true })
export class NotificationPreference extends withValueColumns() {
  /** A UUIDv7 (RFC 9562) that never changes. */
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  @Column({ name: 'category', type: 'text', transformer: categoryColumn })
  category!: string | null;

  /** To the millisecond. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** To the millisecond; moves only when a value does. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** Counts the changes: 1 at first, one more whenever a value changes. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;
}
