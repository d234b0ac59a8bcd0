import type { KeptData } from '../storage/kept-data.js';
import { NotificationErasure } from './notification-erasure.entity.js';

/** The table of erasures. Its rows identify an erased owner only to a holder of the option `erasureSecret`. */
export const erasuresData: KeptData = {
  tables: [{ entity: NotificationErasure, key: ['id'] }],
  exported: [],
  erase: () => Promise.resolve({}),
};
