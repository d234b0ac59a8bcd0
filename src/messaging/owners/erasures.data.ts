import type { KeptData } from '../storage/kept-data.js';
import { NotificationErasure } from './notification-erasure.entity.js';

/** What this room keeps of a person: what an erasure leaves, which tells nobody whom without the option `erasureSecret`. */
export const erasuresData: KeptData = {
  tables: [{ entity: NotificationErasure, key: ['id'] }],
  exported: [],
  erase: () => Promise.resolve({}),
};
