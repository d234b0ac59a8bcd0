import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../../messaging/callers/permissions.js';

/** A custom role: a named set of permissions. Built-in roles are in `BUILT_IN_ROLES`. */
@Entity({ name: 'access_role', synchronize: false })
export class Role {
  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'permissions', type: 'text', array: true })
  permissions!: Permission[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** When the permissions last changed. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
