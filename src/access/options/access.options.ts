import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { TokenOptions } from './token-options.js';
import type { RequestLimit } from './request-limit.js';

/** What the server tells `AccessModule`. */
export interface AccessOptions {
  /** A token that is accepted as the owner `bootstrap` with the role `admin`. */
  bootstrapApiKey?: string;
  /** The PostgreSQL on which servers tell each other of changes; undefined where there is only one server. */
  databaseUrl?: string;
  /** The issuer whose JSON Web Tokens are taken beside API keys. */
  jwt?: TokenOptions;
  /** How many requests a credential may make that has no permission `owners:…`; any number when absent. */
  rateLimit?: RequestLimit;
  /** How many authentications may fail from one address before further ones are refused. */
  authFailureLimit: RequestLimit;
  /** Where a credential's requests are counted: in this server, or in the database for all of them. */
  rateLimitStore?: 'memory' | 'database';
}

export const {
  ConfigurableModuleClass: ConfigurableAccessModule,
  MODULE_OPTIONS_TOKEN: ACCESS_OPTIONS,
} = new ConfigurableModuleBuilder<AccessOptions>().setClassMethodName('forRoot').build();
