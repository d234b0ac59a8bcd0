import { categoriesData } from '../categories/categories.data.js';
import { preferencesData } from '../preferences/preferences.data.js';
import type { KeptData } from '../storage/kept-data.js';
import { erasuresData } from './erasures.data.js';

/** What every room keeps. The check at start, the export and the erasure know of nothing else. */
export const KEPT_DATA: readonly KeptData[] = [preferencesData, categoriesData, erasuresData];
