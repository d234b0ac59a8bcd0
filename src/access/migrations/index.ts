import { CreateApiKey1795392000001 } from './1795392000001-create-api-key.js';

/** The migrations of the server's own tables, oldest first. */
export const accessMigrations = [CreateApiKey1795392000001];
