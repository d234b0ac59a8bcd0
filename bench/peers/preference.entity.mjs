import { EntitySchema } from 'typeorm';

const flag = { type: 'boolean' };
const moment = { type: 'timestamptz', precision: 3 };

/** The TypeORM entity for the table of preferences. */
export const Preference = new EntitySchema({
  name: 'preference',
  columns: {
    tenant_id: { type: 'text', primary: true },
    owner_id: { type: 'text', primary: true },
    category: { type: 'text', primary: true },
    id: { type: 'uuid', default: () => 'gen_random_uuid()' },
    in_app_enabled: flag,
    email_enabled: flag,
    push_enabled: flag,
    digest: { type: 'text' },
    created_at: { ...moment, createDate: true },
    updated_at: { ...moment, updateDate: true },
  },
});
