import { Column, Entity, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { withValueColumns } from '../channels/value-columns.js';

/** Converts the global default, which is null, to the empty category of the table, which can be in the primary key. */
export const categoryColumn = {
  to: (category: string | null) => category ?? '',
  from: (category: string) => (category === '' ? null : category),
} satisfies ValueTransformer;

/**
 * A stored preference of one owner for one category, or the owner's global default if `category` is null. Besides the
 * columns below it has `digest` and a column for each channel.
 *
 * The primary key of the table is (tenant_id, owner_id, category). `id` is a UUID, and is looked up only within the
 * owner's rows. Migrations create the table; `synchronize` never changes it.
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

  /** In whole milliseconds. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When a value last changed, in whole milliseconds. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** The number of the current version: 1 at first, and one more after each change of a value. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;
}
