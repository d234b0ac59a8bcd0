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

/** What the registry says of a category, now or as one change left it. */
export abstract class CategoryState {
  /** The tenant whose category it is; `''` is what all tenants share. */
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;

  /** For people. */
  @Column({ name: 'title', type: 'text', nullable: true })
  title!: string | null;

  @Column({ name: 'description', type: 'text', nullable: true })
  description!: string | null;

  /** What holds for owners with neither a preference for it nor a global default; null is the system default. */
  @Column({
    name: 'default_preference',
    type: 'jsonb',
    nullable: true,
    transformer: valuesColumn,
  })
  defaultPreference!: PreferenceValues | null;

  /** Channels that deliver whatever an owner prefers. */
  @Column({ name: 'required_channels', type: 'text', array: true })
  requiredChannels!: Channel[];

  /** Whether the channels that the default leaves off need the owner's own preference for this category. */
  @Column({ name: 'opt_in', type: 'boolean' })
  optIn!: boolean;

  /** Whether it is out of the registry; its row stays, so that its versions go on counting. */
  @Column({ name: 'deleted', type: 'boolean' })
  deleted!: boolean;
}

/** A registered category of one tenant, or of all of them. Migrations make the table; `synchronize` never touches it. */
@Entity({ name: 'notification_category', synchronize: false })
export class NotificationCategory extends CategoryState {
  /** Counts the changes, deletions included. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** To the millisecond. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** To the millisecond; moves only when a value does. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** A category as one change left it, who made the change, when and how. Rows are only ever added. */
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
