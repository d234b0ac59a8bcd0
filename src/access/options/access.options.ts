import { ConfigurableModuleBuilder } from '@nestjs/common';

/** A limit: at most `requests` requests in a window of `seconds` seconds. */
export interface RequestLimit {
  requests: number;
  seconds: number;
}

/** The issuer whose JSON Web Tokens are accepted, and the claims that are read. */
export interface TokenOptions {
  /** The URL of the issuer's key set (RFC 7517, section 5). */
  jwksUrl: string;
  /** The required value of `iss`. */
  issuer: string;
  /** The value that `aud` must be or contain. */
  audience: string;
  /**
   * The claim with the tenant: a name, or a JSON Pointer (RFC 6901) when it begins with `/`. If it is set, every token
   * must have the claim. If it is not set, tokens have no tenant.
   */
  tenantClaim?: string;
  /** The claim with roles and permissions: a name or a JSON Pointer. */
  roleClaim: string;
}

/** The options of `AccessModule`. The server passes its configuration, which has all of them. */
export interface AccessOptions {
  /** A token that is accepted as the owner `bootstrap` with the role `admin`. */
  bootstrapApiKey: string | undefined;
  /** The URL of PostgreSQL, for notifications between servers; undefined when there is only one server. */
  databaseUrl: string | undefined;
  /** The issuer whose JSON Web Tokens are accepted besides API keys. */
  jwt: TokenOptions | undefined;
  /** The limit on requests of a credential without an `owners:…` permission; undefined means no limit. */
  rateLimit: RequestLimit | undefined;
  /** The limit on failed authentications from one address. */
  authFailureLimit: RequestLimit;
  /** Where the requests of a credential are counted: in this server, or in the database for all servers. */
  rateLimitStore: 'memory' | 'database';
}

export const {
  ConfigurableModuleClass: ConfigurableAccessModule,
  MODULE_OPTIONS_TOKEN: ACCESS_OPTIONS,
} = new ConfigurableModuleBuilder<AccessOptions>().setClassMethodName('forRoot').build();
