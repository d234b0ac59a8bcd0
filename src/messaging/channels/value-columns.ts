import { Column } from 'typeorm';
import { CHANNEL_TABLE } from './channels.js';
import type { PreferenceValues } from './preference-values.js';

/** Makes a base class for entities with the values of a preference. */
export function withValueColumns(): new () => PreferenceValues {
  const Values = class extends (Object as new () => object) {};
  for (const { property, column } of CHANNEL_TABLE) {
    Column({ name: column, type: 'boolean' })(Values.prototype, property);
  }
  Column({ name: 'digest', type: 'text' })(Values.prototype, 'digest');
  return Values as new () => PreferenceValues;
}
