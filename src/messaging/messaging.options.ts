import type { CallersOptions } from './callers/callers.options.js';
import type { CategoriesOptions } from './categories/categories.options.js';
import type { DecisionsOptions } from './decisions/decisions.options.js';
import type { OwnersOptions } from './owners/owners.options.js';
import type { PreferencesOptions } from './preferences/preferences.options.js';
import type { StorageOptions } from './storage/storage.options.js';

export { MESSAGING_OPTIONS } from './storage/tokens.js';

/** The options of `MessagingModule`, for `forRoot` or as the result of a factory. Each folder declares its part. */
export interface MessagingOptions
  extends
    CallersOptions,
    CategoriesOptions,
    DecisionsOptions,
    OwnersOptions,
    PreferencesOptions,
    StorageOptions {}

/** Options that are needed before a factory runs. In `forRootAsync` they are beside `useFactory`. */
export interface MessagingExtras {
  /** The name of the host's data source. By default it is the default data source. */
  dataSource?: string;
  /**
   * The schema of the tables, for a host that owns a table with the name of one of ours. By default it is the schema of
   * the data source. The statements name the tables in it. Repositories and query builders of TypeORM do not, so do not
   * use them with our entities.
   */
  schema?: string;
  /** Whether the HTTP endpoints are mounted. The default is true. */
  controllers?: boolean;
  /** The path before `/preferences` in the paths of the endpoints. The default is `v1/messaging`. */
  path?: string;
  /**
   * Class decorators of the host for every controller of the module, such as one that tells a global guard to let the
   * requests pass. None by default.
   */
  decorators?: readonly ClassDecorator[];
  /**
   * The name of the security scheme that the operations refer to in the host's OpenAPI document. The default is
   * `bearer`, the name that `DocumentBuilder.addBearerAuth()` gives.
   */
  securityScheme?: string;
}

/** The options with the extra `controllers: false`. They need no `caller`. */
export type MessagingOptionsWithoutControllers = Omit<MessagingOptions, 'caller'> &
  Partial<Pick<MessagingOptions, 'caller'>>;
