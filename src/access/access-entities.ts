import { ApiKey, ApiKeySecret } from './api-keys/api-key.entity.js';
import { AccessEvent } from './events/access-event.entity.js';
import { Role } from './roles/role.entity.js';

/** The entities of the server's own tables. */
export const accessEntities = [AccessEvent, ApiKey, ApiKeySecret, Role];
