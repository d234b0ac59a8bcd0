import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { TokenOptions } from './tokens/token-options.js';

/** What the server tells `AccessModule`. */
export interface AccessOptions {
  /** A token that is accepted as the owner `bootstrap` with the role `admin`. */
  bootstrapApiKey?: string;
  /** The PostgreSQL on which servers tell each other of changes; undefined where there is only one server. */
  databaseUrl?: string;
  /** The issuer whose JSON Web Tokens are taken beside API keys. */
  jwt?: TokenOptions;
}

export const {
  ConfigurableModuleClass: ConfigurableAccessModule,
  MODULE_OPTIONS_TOKEN: ACCESS_OPTIONS,
} = new ConfigurableModuleBuilder<AccessOptions>().setClassMethodName('forRoot').build();
