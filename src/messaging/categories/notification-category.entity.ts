import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { Channel } from '../channels/channels.js';
import {
  columnsOf,
  type PreferenceValues,
  type ValueColumns,
  valuesOf,
} from '../channels/preference-values.js';

const valuesColumn = {
  to: (values: PreferenceValues | null) => values && columnsOf(values),
  from: (stored: ValueColumns | null) => stored && valuesOf(stored),
} satisfies ValueTransformer;

/** The values of a registered category, now or after one change. */
export abstract class CategoryState {
  /** The tenant of the category; `''` for a category that all tenants share. */
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;

  /** A title for people. */
  @Column({ name: 'title', type: 'text', nullable: true })
  title!: string | null;

  @Column({ name: 'description', type: 'text', nullable: true })
  description!: string | null;

  /**
   * The default for owners with neither a preference for the category nor a global default; null: the system default.
   */
  @Column({
    name: 'default_preference',
    type: 'jsonb',
    nullable: true,
    transformer: valuesColumn,
  })
  defaultPreference!: PreferenceValues | null;

  /** Channels that always deliver, even if the owner's preference turns them off. */
  @Column({ name: 'required_channels', type: 'text', array: true })
  requiredChannels!: Channel[];

  /** Whether a channel that the default turns off needs an opt-in: the owner's preference for this category. */
  @Column({ name: 'opt_in', type: 'boolean' })
  optIn!: boolean;

  /** Whether the category is deleted. Its row stays, so that its version numbers continue. */
  @Column({ name: 'deleted', type: 'boolean' })
  deleted!: boolean;
}

/**
 * A registered category of one tenant, or of all of them. Migrations make the table; `synchronize` never touches it.
 */
@Entity({ name: 'notification_category', synchronize: false })
export class NotificationCategory extends CategoryState {
  /** Counts the changes, deletions included. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** In whole milliseconds. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When a value last changed, in whole milliseconds. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** The values of a category after one change, with its actor, time and origin. Only an erasure can change rows. */
@Entity({ name: 'notification_category_version', synchronize: false })
export class NotificationCategoryVersion extends CategoryState {
  @PrimaryColumn({ name: 'version', type: 'integer' })
  version!: number;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;

  @Column({ name: 'actor', type: 'text' })
  actor!: string;

  @Column({ name: 'credential_id', type: 'text', nullable: true })
  credentialId!: string | null;

  @Column({ name: 'via', type: 'text' })
  via!: string;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;
}
