import { Column, Entity, PrimaryColumn } from 'typeorm';
import { withProvenance } from '../callers/provenance-columns.js';
import type { Channel } from '../channels/channels.js';
import type { QuietHours } from './quiet-hours.js';
import type { SettingsValues } from './settings-values.js';

abstract class SettingsColumns implements SettingsValues {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'owner_id', type: 'text' })
  ownerId!: string;

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null;

  @Column({ name: 'locale', type: 'text', nullable: true })
  locale!: string | null;

  @Column({ name: 'daily_digest_at', type: 'text' })
  dailyDigestAt!: string;

  @Column({ name: 'quiet_hours', type: 'jsonb' })
  quietHours!: QuietHours[];

  @Column({ name: 'paused_until', type: 'timestamptz', nullable: true })
  pausedUntil!: Date | null;

  @Column({ name: 'closed_channels', type: 'text', array: true })
  closedChannels!: Channel[];
}

/** The settings of one owner. */
@Entity({ name: 'notification_settings', synchronize: false })
export class NotificationSettings extends SettingsColumns {
  /** A UUIDv7 (RFC 9562). Settings that are stored again after an erasure have another one. */
  @Column({ name: 'id', type: 'uuid' })
  id!: string;

  /** The number of the current version: 1 at first, and one more after each change of a value. */
  @Column({ name: 'version', type: 'integer' })
  version!: number;

  /** In whole milliseconds. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When a value last changed, in whole milliseconds. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** The settings of an owner after one change, with its actor, time and origin. Only an erasure can delete rows. */
@Entity({ name: 'notification_settings_version', synchronize: false })
export class NotificationSettingsVersion extends withProvenance(SettingsColumns) {
  @PrimaryColumn({ name: 'version', type: 'integer' })
  version!: number;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: Date;
}
