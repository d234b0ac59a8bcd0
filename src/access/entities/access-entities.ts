import { ApiKey, ApiKeySecret } from './api-key.entity.js';
import { AccessEvent } from './access-event.entity.js';
import { Role } from './role.entity.js';

/** The entities of the tables for access control. */
export const accessEntities = [AccessEvent, ApiKey, ApiKeySecret, Role];
