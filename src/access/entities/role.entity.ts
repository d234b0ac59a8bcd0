import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '../../messaging/callers/permissions.js';

/** A named set of permissions that an operator made; the built-in ones are code. */
@Entity({ name: 'access_role', synchronize: false })
export class Role {
  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'permissions', type: 'text', array: true })
  permissions!: Permission[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Moves only when the permissions do. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
