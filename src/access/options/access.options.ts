import { ConfigurableModuleBuilder } from '@nestjs/common';

/** So many requests in so many seconds. */
export interface RequestLimit {
  requests: number;
  seconds: number;
}

/** Whose JSON Web Tokens are taken, and what their claims mean. */
export interface TokenOptions {
  /** Where the issuer publishes its keys (RFC 7517, section 5). */
  jwksUrl: string;
  /** What `iss` must be. */
  issuer: string;
  /** What `aud` must be or hold. */
  audience: string;
  /**
   * The claim that holds the tenant: a name, or a JSON Pointer (RFC 6901) when it begins with `/`. Where it is
   * set every token must have it; else tokens have no tenant.
   */
  tenantClaim?: string;
  /** The claim that holds roles and permissions, named likewise. */
  roleClaim: string;
}

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
