import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withProvenance } from '../callers/provenance-columns.js';
import { withValueColumns } from '../channels/value-columns.js';
import { categoryColumn } from './notification-preference.entity.js';

/**
 * The values of a preference after one change, with its actor, time and origin. The versions of a preference are
 * numbered from 1 without gaps. Only an erasure can change or delete rows.
 */
@Entity({ name: 'notification_preference_version', synchronize: false })
export class NotificationPreferenceVersion extends withProvenance(withValueColumns()) {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  @PrimaryColumn({ name: 'preference_id', type: 'uuid' })
  preferenceId!: string;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  version!: number;

  /** The category of the preference; null means the global default. */
  @Column({ name: 'category', type: 'text', transformer: categoryColumn })
  category!: string | null;

  /** Whether the change deleted the preference. Then the values are its last values. */
  @Column({ name: 'deleted', type: 'boolean' })
  deleted!: boolean;

  /** The time of the change, in whole milliseconds. It is the preference's `updatedAt` at this version. */
  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;
}
