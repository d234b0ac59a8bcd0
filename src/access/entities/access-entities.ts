import { ApiKey, ApiKeySecret } from './api-key.entity.js';
import { AccessEvent } from './access-event.entity.js';
import { Role } from './role.entity.js';

/** The entities of the server's own tables. */
export const accessEntities = [AccessEvent, ApiKey, ApiKeySecret, Role];
