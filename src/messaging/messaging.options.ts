import type { CallersOptions } from './callers/callers.options.js';
import type { CategoriesOptions } from './categories/categories.options.js';
import type { DecisionsOptions } from './decisions/decisions.options.js';
import type { OwnersOptions } from './owners/owners.options.js';
import type { PreferencesOptions } from './preferences/preferences.options.js';
import type { StorageOptions } from './storage/storage.options.js';

/** What a host tells `MessagingModule`, at once or through a factory. Each room declares its part. */
export interface MessagingOptions
  extends
    CallersOptions,
    CategoriesOptions,
    DecisionsOptions,
    OwnersOptions,
    PreferencesOptions,
    StorageOptions {}

/** What shapes the module. It is needed before any factory runs: in `forRootAsync` it stands beside `useFactory`. */
export interface MessagingExtras {
  /** The name of the host's data source; without it, the default one. */
  dataSource?: string;
  /** Whether the HTTP endpoints are mounted; true unless told otherwise. */
  controllers?: boolean;
  /** What comes before `/preferences` in the paths of the endpoints; `v1/messaging` unless told otherwise. */
  path?: string;
}
