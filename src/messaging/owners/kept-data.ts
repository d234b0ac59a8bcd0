import { categoriesData } from '../categories/categories.data.js';
import { preferencesData } from '../preferences/preferences.data.js';
import { settingsData } from '../settings/settings.data.js';
import type { KeptData } from '../storage/kept-data.js';
import { erasuresData } from './erasures.data.js';

/** The stored data of every folder. The schema check at the start, the export and the erasure all use this list. */
export const KEPT_DATA: readonly KeptData[] = [
  preferencesData,
  settingsData,
  categoriesData,
  erasuresData,
];
