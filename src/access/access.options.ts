import { ConfigurableModuleBuilder } from '@nestjs/common';

/** What the server tells `AccessModule`. */
export interface AccessOptions {
  /** A token that is accepted as the owner `bootstrap` with the role `admin`. */
  bootstrapApiKey?: string;
  /** The PostgreSQL on which servers tell each other of changes; undefined where there is only one server. */
  databaseUrl?: string;
}

export const {
  ConfigurableModuleClass: ConfigurableAccessModule,
  MODULE_OPTIONS_TOKEN: ACCESS_OPTIONS,
} = new ConfigurableModuleBuilder<AccessOptions>().setClassMethodName('forRoot').build();
