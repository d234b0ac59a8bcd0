import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withValueColumns } from '../channels/value-columns.js';
import { categoryColumn } from './notification-preference.entity.js';

/**
 * A preference as one change left it, who made the change, when and how. The versions of one preference count
 * from 1 without a gap; a change is the step from one to the next. Rows are only ever added.
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

  /** Null is the global default. */
  @Column({ name: 'category', type: 'text', transformer: categoryColumn })
  category!: string | null;

  /** Whether the change was the preference's deletion; its settings are the last ones then. */
  @Column({ name: 'deleted', type: 'boolean' })
  deleted!: boolean;

  /** In whole milliseconds; the preference's `updatedAt` at this version. */
  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;

  /** The id of whoever made the change; `system` where a call did not say. */
  @Column({ name: 'actor', type: 'text' })
  actor!: string;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  /** By what way it came: `api`, `on_behalf`, `service`, or what the call said. `migration`: from before versions. */
  @Column({ name: 'via', type: 'text' })
  via!: string;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;
}
