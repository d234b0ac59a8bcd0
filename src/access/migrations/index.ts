import { CreateApiKey1795392000001 } from './1795392000001-create-api-key.js';
import { AdministerAccess1795737600000 } from './1795737600000-administer-access.js';
import { CreateRateLimit1795737600001 } from './1795737600001-create-rate-limit.js';

/** The migrations of the tables for access control, oldest first. */
export const accessMigrations = [
  CreateApiKey1795392000001,
  AdministerAccess1795737600000,
  CreateRateLimit1795737600001,
];
