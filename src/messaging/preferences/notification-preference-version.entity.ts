import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withValueColumns } from '../channels/value-columns.js';
import { categoryColumn } from './notification-preference.entity.js';

/**
 * The values of a preference after one change, with its actor, time and origin. The versions of a preference are
 * numbered from 1 without gaps. Only an erasure can change or delete rows.
 */
@Entity({ name: 'notification_preference_version', synchronize: false })
export class NotificationPreferenceVersion extends withValueColumns() {
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

  /** The id of the actor; `system` if the call did not set one. */
  @Column({ name: 'actor', type: 'text' })
  actor!: string;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  /**
   * The origin: `api`, `on_behalf`, `service`, `migration` (stored before there were versions), or a value of the call.
   */
  @Column({ name: 'via', type: 'text' })
  via!: string;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;
}
