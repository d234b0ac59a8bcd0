// Made from openapi.json by `npm run client`; not to be edited.

export interface paths {
    "/v1/messaging/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List preferences
         * @description Lists the owner's preferences by category in code point order, the global default first. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["listPreferences"];
        /**
         * Create or replace a preference
         * @description Stores the preference of the owner for one category, or the global default if `category` is null or absent. It replaces all values of a stored preference. It is idempotent: a repeated request gets the same response, byte for byte. Without a condition the last write wins. The owner is you, the caller. Required permission: `messaging:update`.
         */
        put: operations["upsertPreference"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/preferences/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Create or replace a batch of preferences
         * @description Stores up to 100 preferences, all or none, each like the request for a single one. It is idempotent. The owner is you, the caller. Required permission: `messaging:update`.
         */
        put: operations["upsertPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/preferences/effective": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List effective preferences, with reasons
         * @description Lists for each category the effective values, their source, and whether each channel delivers. Without `category` the list has every registered category, every category with a preference of the owner, and null for all others. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["listEffectivePreferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/preferences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a preference
         * @description Reads one of the owner's preferences by its id. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["getPreference"];
        put?: never;
        post?: never;
        /**
         * Delete a preference
         * @description Deletes one of the owner's preferences. The global default, the default of the category or the system default then applies to its category. Its history stays. The owner is you, the caller. Required permission: `messaging:update`.
         */
        delete: operations["deletePreference"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/preferences/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of all preferences
         * @description Lists the changes of the owner's preferences, including deletions, newest first. Each change has the values before and after, its actor, its time and its origin. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["listPreferencesHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/preferences/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of a preference
         * @description Lists the changes of one of the owner's preferences, newest first. The preference may be deleted. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["listPreferenceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings
         * @description Reads what holds for all notifications of the owner. Without stored settings, the answer has the defaults, null for the times, and no `ETag`. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["getSettings"];
        /**
         * Create or replace the settings
         * @description Replaces all settings of the owner; an absent field gets its default. It is idempotent: a repeated request gets the same response, byte for byte. It changes no preference. Without a condition the last write wins. The owner is you, the caller. Required permission: `messaging:update`.
         */
        put: operations["putSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/settings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of the settings
         * @description Lists the changes of the owner's settings, newest first. Each change has the values before and after, its actor, its time and its origin. The owner is you, the caller. Required permission: `messaging:read`.
         */
        get: operations["listSettingsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List preferences
         * @description Lists the owner's preferences by category in code point order, the global default first. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["listOwnerPreferences"];
        /**
         * Create or replace a preference
         * @description Stores the preference of the owner for one category, or the global default if `category` is null or absent. It replaces all values of a stored preference. It is idempotent: a repeated request gets the same response, byte for byte. Without a condition the last write wins. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:update`.
         */
        put: operations["upsertOwnerPreference"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Create or replace a batch of preferences
         * @description Stores up to 100 preferences, all or none, each like the request for a single one. It is idempotent. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:update`.
         */
        put: operations["upsertOwnerPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences/effective": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List effective preferences, with reasons
         * @description Lists for each category the effective values, their source, and whether each channel delivers. Without `category` the list has every registered category, every category with a preference of the owner, and null for all others. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["listOwnerEffectivePreferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a preference
         * @description Reads one of the owner's preferences by its id. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["getOwnerPreference"];
        put?: never;
        post?: never;
        /**
         * Delete a preference
         * @description Deletes one of the owner's preferences. The global default, the default of the category or the system default then applies to its category. Its history stays. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:update`.
         */
        delete: operations["deleteOwnerPreference"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings
         * @description Reads what holds for all notifications of the owner. Without stored settings, the answer has the defaults, null for the times, and no `ETag`. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["getOwnerSettings"];
        /**
         * Create or replace the settings
         * @description Replaces all settings of the owner; an absent field gets its default. It is idempotent: a repeated request gets the same response, byte for byte. It changes no preference. Without a condition the last write wins. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:update`.
         */
        put: operations["putOwnerSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export all data of an owner
         * @description Exports the owner's preferences and settings, with their history. The response is streamed. Required permission: `owners:read`.
         */
        get: operations["exportOwner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase all data of an owner
         * @description Deletes the owner's preferences and settings, with their history. In changes that the owner made for others, the actor becomes `erased`. Erasing the same owner again does nothing. Required permission: `owners:erase`.
         */
        delete: operations["eraseOwner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of all preferences
         * @description Lists the changes of the owner's preferences, including deletions, newest first. Each change has the values before and after, its actor, its time and its origin. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["listOwnerPreferencesHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/preferences/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of a preference
         * @description Lists the changes of one of the owner's preferences, newest first. The preference may be deleted. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["listOwnerPreferenceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/owners/{owner_id}/settings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of the settings
         * @description Lists the changes of the owner's settings, newest first. Each change has the values before and after, its actor, its time and its origin. The owner is the one in the path, in the tenant of your credential. Required permission: `owners:read`.
         */
        get: operations["listOwnerSettingsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/decisions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview the decisions on a notification
         * @description Decides for 1 to 10,000 owners what would happen to a notification of a category, on each channel, and why. It stores and sends nothing. The decisions are those of this moment. Required permission: `owners:read`.
         */
        post: operations["previewDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the registered categories
         * @description Lists your tenant's categories and the categories that all tenants share, by name. Required permission: `messaging:read`.
         */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messaging/categories/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a registered category
         * @description Reads your tenant's category of that name, or else the shared category. Required permission: `messaging:manage`.
         */
        get: operations["getCategory"];
        /**
         * Register or replace a category
         * @description Registers a category of your tenant. With a global credential, it registers a category that all tenants share. The request replaces all values of a registered category, is idempotent and changes no preference. Required permission: `messaging:manage`.
         */
        put: operations["putCategory"];
        post?: never;
        /**
         * Delete a category from the registry
         * @description Deletes a category of your tenant from the registry. Preferences for the category stay and keep their effect. Required permission: `messaging:manage`.
         */
        delete: operations["deleteCategory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys
         * @description Lists the keys, newest first, including revoked and expired keys. A credential of a tenant lists the keys of that tenant; a global credential lists all keys. Required permission: `access:manage`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description Creates a key for an owner, with a role that grants only permissions that you have. Its `secret` is in this response only. Required permission: `access:manage`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description Reads a key without its secret. Required permission: `access:manage`.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Revokes a key permanently. This server rejects it at once, every other server within five seconds. Revoking a revoked key does nothing. The role of the key must grant only permissions that you have. A key can revoke itself. Required permission: `access:manage`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description Gives a key a new secret. The current secret stays valid for `overlap_seconds`, so that clients can change the secret without downtime. The role of the key must grant only permissions that you have. Required permission: `access:manage`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the roles
         * @description Lists all roles in one page: first the built-in roles, then the others by name. Required permission: `access:manage`.
         */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a role
         * @description Reads a role and its permissions. Required permission: `access:manage`.
         */
        get: operations["getRole"];
        /**
         * Create a role, or replace its permissions
         * @description You can grant and take away only permissions that you have. The change applies to keys and tokens with the role at once on this server and within five seconds on every other server. All tenants share the roles, so only a global credential can change them. Required permission: `access:manage`.
         */
        put: operations["putRole"];
        post?: never;
        /**
         * Delete a role
         * @description Deletes a role that no valid key has and that grants only permissions that you have. Only a global credential can delete roles. Required permission: `access:manage`.
         */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of keys and roles
         * @description Lists the changes, newest first. A credential of a tenant lists the changes of that tenant's keys; a global credential lists all changes. Required permission: `access:manage`.
         */
        get: operations["listAccessEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether the process runs
         * @description It checks nothing else. Restart the process when this check fails.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether the server can serve requests
         * @description It checks the database, and the disk of an embedded one, and fails when the server is about to stop. Send no traffic while this check fails.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        HealthResource: {
            /**
             * @description Always `ok`. A failed check answers with 503.
             * @example ok
             * @enum {string}
             */
            status: "ok";
        };
        MessagingProblem: {
            /**
             * Format: uri
             * @description Identifies the kind of problem.
             * @example urn:bellwether:problem:unauthenticated
             */
            type: string;
            /**
             * @description The kind of problem, in words.
             * @example Unauthenticated
             */
            title: string;
            /**
             * @description The HTTP status, repeated.
             * @example 401
             */
            status: number;
            /**
             * @description What was wrong with the request and what to do about it.
             * @example Send a valid credential: Authorization: Bearer <token>.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path that was requested.
             * @example /v1/messaging/preferences
             */
            instance: string;
            /**
             * @description The kind of problem, for programs. New values may be added.
             * @example malformed_request
             */
            code: "malformed_request" | "unauthenticated" | "not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "headers_too_large" | "internal" | "unavailable";
            /**
             * @description Identifies the request in the log. It equals the response header `X-Request-Id`.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            request_id: string;
        };
        MessagingPermissionProblem: {
            /**
             * Format: uri
             * @description Identifies the kind of problem.
             * @example urn:bellwether:problem:unauthenticated
             */
            type: string;
            /**
             * @description The kind of problem, in words.
             * @example Unauthenticated
             */
            title: string;
            /**
             * @description The HTTP status, repeated.
             * @example 401
             */
            status: number;
            /**
             * @description What was wrong with the request and what to do about it.
             * @example Send a valid credential: Authorization: Bearer <token>.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path that was requested.
             * @example /v1/messaging/preferences
             */
            instance: string;
            /**
             * @description The kind of problem, for programs. New values may be added.
             * @example permission_denied
             */
            code: "permission_denied";
            /**
             * @description Identifies the request in the log. It equals the response header `X-Request-Id`.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            request_id: string;
            /**
             * @description The required permissions that the caller does not have.
             * @example [
             *       "messaging:update"
             *     ]
             */
            missing_permissions: string[];
        };
        MessagingFieldProblem: {
            /**
             * @description The wrong field, as a JSON Pointer in its URI fragment form; `#` is the whole body. Absent when a parameter is wrong.
             * @example #/push_enabled
             */
            pointer?: string;
            /**
             * @description The wrong parameter of the path or the query. Absent when a field is wrong.
             * @example limit
             */
            parameter?: string;
            /**
             * @description The kind of fault, for programs. New values may be added.
             * @example required
             */
            code: string;
            /**
             * @description What to do about it.
             * @example push_enabled is required.
             */
            detail: string;
        };
        MessagingValidationProblem: {
            /**
             * Format: uri
             * @description Identifies the kind of problem.
             * @example urn:bellwether:problem:unauthenticated
             */
            type: string;
            /**
             * @description The kind of problem, in words.
             * @example Unauthenticated
             */
            title: string;
            /**
             * @description The HTTP status, repeated.
             * @example 401
             */
            status: number;
            /**
             * @description What was wrong with the request and what to do about it.
             * @example Send a valid credential: Authorization: Bearer <token>.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path that was requested.
             * @example /v1/messaging/preferences
             */
            instance: string;
            /**
             * @description The kind of problem, for programs. New values may be added.
             * @example validation_failed
             */
            code: "validation_failed" | "unknown_category" | "malformed_request" | "not_found" | "precondition_failed";
            /**
             * @description Identifies the request in the log. It equals the response header `X-Request-Id`.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            request_id: string;
            /**
             * @description One entry for each wrong field. It is present when the code is `validation_failed`.
             * @example [
             *       {
             *         "pointer": "#/push_enabled",
             *         "code": "required",
             *         "detail": "push_enabled is required."
             *       }
             *     ]
             */
            errors?: components["schemas"]["MessagingFieldProblem"][];
        };
        AccessApiKeyInput: {
            /**
             * @description The owner who acts with the key. The key reads and changes the preferences of this owner.
             * @example billing-service
             */
            owner_id: string;
            /**
             * @description The tenant of the key. If it is null or absent, it is the tenant of your credential. A credential of one tenant creates keys only for that tenant.
             * @example acme
             */
            tenant_id?: string | null;
            /**
             * @description The role of the key. It must not grant permissions that you do not have.
             * @example backend
             */
            role: string;
            /**
             * @description A name for people.
             * @example Billing, production
             */
            name: string;
            /**
             * Format: date-time
             * @description When the key expires: RFC 3339, in the future. If it is null or absent, the key never expires.
             * @example 2099-01-31T09:30:00Z
             */
            expires_at?: string | null;
        };
        AccessIssuedApiKey: {
            /**
             * @description The public part of the key, between its two underscores.
             * @example 1HeddIikNNmACOJfy
             */
            id: string;
            /**
             * @description The kind of resource.
             * @example api_key
             * @enum {string}
             */
            object: "api_key";
            /**
             * @description The owner who acts with the key.
             * @example billing-service
             */
            owner_id: string;
            /**
             * @description The tenant of the key; null for a global key, which belongs to no tenant.
             * @example acme
             */
            tenant_id: string | null;
            /**
             * @description The role of the key.
             * @example backend
             */
            role: string;
            /**
             * @description A name for people.
             * @example Billing, production
             */
            name: string;
            /**
             * Format: date-time
             * @description When the key was created. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the key expires; null means never. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When the key was last used, accurate to a minute; null means never. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @description When the key was revoked; null means that it is not revoked. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            revoked_at: string | null;
            /**
             * @description The key to send as `Authorization: Bearer …`. It is in this response only and cannot be read again.
             * @example bw_<id>_<secret and checksum>
             */
            secret: string;
        };
        AccessApiKey: {
            /**
             * @description The public part of the key, between its two underscores.
             * @example 1HeddIikNNmACOJfy
             */
            id: string;
            /**
             * @description The kind of resource.
             * @example api_key
             * @enum {string}
             */
            object: "api_key";
            /**
             * @description The owner who acts with the key.
             * @example billing-service
             */
            owner_id: string;
            /**
             * @description The tenant of the key; null for a global key, which belongs to no tenant.
             * @example acme
             */
            tenant_id: string | null;
            /**
             * @description The role of the key.
             * @example backend
             */
            role: string;
            /**
             * @description A name for people.
             * @example Billing, production
             */
            name: string;
            /**
             * Format: date-time
             * @description When the key was created. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the key expires; null means never. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When the key was last used, accurate to a minute; null means never. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            last_used_at: string | null;
            /**
             * Format: date-time
             * @description When the key was revoked; null means that it is not revoked. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            revoked_at: string | null;
        };
        AccessApiKeyList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["AccessApiKey"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        AccessApiKeyRotationInput: {
            /**
             * @description How long the current secret stays valid, in seconds. 0 ends it at once.
             * @example 86400
             */
            overlap_seconds: number;
        };
        AccessRole: {
            /**
             * @description The kind of resource.
             * @example role
             * @enum {string}
             */
            object: "role";
            /**
             * @description The name of the role in keys and tokens.
             * @example support
             */
            name: string;
            /**
             * @description The permissions of the role.
             * @example [
             *       "messaging:read",
             *       "owners:read"
             *     ]
             */
            permissions: ("messaging:read" | "messaging:update" | "messaging:manage" | "owners:read" | "owners:update" | "owners:erase" | "access:manage")[];
            /**
             * @description Whether the role is built in. A built-in role cannot be changed or deleted.
             * @example false
             */
            built_in: boolean;
            /**
             * Format: date-time
             * @description When the role was created; null for a built-in role. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string | null;
            /**
             * Format: date-time
             * @description When its permissions last changed; null for a built-in role. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            updated_at: string | null;
        };
        AccessRoleList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["AccessRole"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        AccessRoleInput: {
            /**
             * @description The permissions of the role. You must have all of them, and all permissions that the role had before.
             * @example [
             *       "messaging:read",
             *       "owners:read"
             *     ]
             */
            permissions: ("messaging:read" | "messaging:update" | "messaging:manage" | "owners:read" | "owners:update" | "owners:erase" | "access:manage")[];
        };
        AccessEvent: {
            /**
             * Format: uuid
             * @description Identifies the event.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            id: string;
            /**
             * @description The kind of resource.
             * @example access_event
             * @enum {string}
             */
            object: "access_event";
            /**
             * Format: date-time
             * @description When the change was made. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            occurred_at: string;
            /**
             * @description The kind of change: `api_key.created`, `api_key.rotated`, `api_key.revoked`, `role.created`, `role.replaced` or `role.deleted`. New values may be added.
             * @example api_key.rotated
             */
            action: string;
            /**
             * @description The id of the key or the name of the role.
             * @example 1HeddIikNNmACOJfy
             */
            subject: string;
            /**
             * @description The tenant of the key; null for a global key and for every role.
             * @example acme
             */
            tenant_id: string | null;
            /**
             * @description The values of a new key, the overlap of a rotation, or the permissions of a role before and after the change.
             * @example {
             *       "overlap_seconds": 86400
             *     }
             */
            details: {
                [key: string]: unknown;
            };
            /**
             * @description Who made the change: an owner id, or `operator` on the command line.
             * @example ops
             */
            actor: string;
            /**
             * @description The credential of the actor, if there was one.
             * @example 1HeddIikNNmACOJfy
             */
            credential_id: string | null;
            /**
             * @description The origin of the change: `api`, `cli` or `first_start`.
             * @example api
             */
            via: string;
            /**
             * @description The id of the request that made the change, if there was one.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            request_id: string | null;
        };
        AccessEventList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["AccessEvent"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        /**
         * @description How email is batched; `off` means no email.
         * @enum {string}
         */
        MessagingDigest: "instant" | "hourly" | "daily" | "off";
        MessagingPreferenceValues: {
            /**
             * @description Whether notifications appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email is batched; `off` means no email.
             * @example daily
             */
            digest: components["schemas"]["MessagingDigest"];
        };
        MessagingChannelState: {
            /**
             * @description Whether the channel delivers.
             * @example false
             */
            enabled: boolean;
            /**
             * @description Why the channel is on or off. It is null when it is on because of its flag. One of `required`, `not_opted_in`, `in_app_disabled`, `email_disabled`, `push_disabled`, `digest_off`. New values may be added.
             * @example email_disabled
             */
            reason: string | null;
        };
        MessagingBatchedChannelState: {
            /**
             * @description Whether the channel delivers.
             * @example false
             */
            enabled: boolean;
            /**
             * @description Why the channel is on or off. It is null when it is on because of its flag. One of `required`, `not_opted_in`, `in_app_disabled`, `email_disabled`, `push_disabled`, `digest_off`. New values may be added.
             * @example email_disabled
             */
            reason: string | null;
            /**
             * @description How the notifications are batched: `instant` when the channel is required, null when it does not deliver.
             * @example null
             * @enum {string|null}
             */
            digest: "instant" | "hourly" | "daily" | null;
        };
        MessagingChannels: {
            /**
             * @description Whether notifications appear in the application (the bell).
             * @example {
             *       "enabled": true,
             *       "reason": null
             *     }
             */
            in_app: components["schemas"]["MessagingChannelState"];
            /**
             * @description Whether notifications are sent by email.
             * @example {
             *       "enabled": true,
             *       "digest": "daily",
             *       "reason": null
             *     }
             */
            email: components["schemas"]["MessagingBatchedChannelState"];
            /**
             * @description Whether notifications are pushed to devices.
             * @example {
             *       "enabled": true,
             *       "reason": null
             *     }
             */
            push: components["schemas"]["MessagingChannelState"];
        };
        MessagingEffectivePreference: {
            /**
             * @description The kind of resource.
             * @example effective_preference
             * @enum {string}
             */
            object: "effective_preference";
            /**
             * @description The category; null means every category with neither a preference nor a registration.
             * @example billing
             */
            category: string | null;
            /**
             * @description The source of `preference`. It is the first of these that exists: `category`, `global_default`, `category_default`, `system_default`. New values may be added.
             * @example category
             */
            source: string;
            /**
             * Format: uuid
             * @description The stored preference with the values; null when they are a default.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            preference_id: string | null;
            /**
             * @description The values of the source, before the rules of the category. They do not say what is delivered: `channels` does.
             * @example {
             *       "in_app_enabled": true,
             *       "email_enabled": true,
             *       "push_enabled": false,
             *       "digest": "daily"
             *     }
             */
            preference: components["schemas"]["MessagingPreferenceValues"];
            /**
             * @description What holds for each channel, and why. The rules of the category take precedence over `preference`.
             * @example {
             *       "in_app": {
             *         "enabled": true,
             *         "reason": null
             *       },
             *       "email": {
             *         "enabled": true,
             *         "digest": "daily",
             *         "reason": null
             *       },
             *       "push": {
             *         "enabled": true,
             *         "reason": null
             *       }
             *     }
             */
            channels: components["schemas"]["MessagingChannels"];
            /**
             * Format: date-time
             * @description The requested time. It is null for a current result; the system default is always current. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            as_of: string | null;
        };
        MessagingEffectivePreferenceList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingEffectivePreference"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        MessagingPreferenceChange: {
            /**
             * @description The kind of resource.
             * @example preference_change
             * @enum {string}
             */
            object: "preference_change";
            /**
             * Format: uuid
             * @description The id of the preference.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            preference_id: string;
            /**
             * @description The version that the change created. Versions are numbered from 1 without gaps.
             * @example 2
             */
            version: number;
            /**
             * @description The category of the preference; null for the global default.
             * @example billing
             */
            category: string | null;
            /**
             * @description The values before the change; null if the change created the preference.
             * @example {
             *       "in_app_enabled": true,
             *       "email_enabled": true,
             *       "push_enabled": true,
             *       "digest": "instant"
             *     }
             */
            before: components["schemas"]["MessagingPreferenceValues"] | null;
            /**
             * @description The values after the change; null if the change deleted the preference.
             * @example {
             *       "in_app_enabled": true,
             *       "email_enabled": true,
             *       "push_enabled": false,
             *       "digest": "daily"
             *     }
             */
            after: components["schemas"]["MessagingPreferenceValues"] | null;
            /**
             * Format: date-time
             * @description When the change was made. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            changed_at: string;
            /**
             * @description Who made the change: an owner id, `system`, a value of the host application, or `erased` for an erased owner.
             * @example ada
             */
            actor: string;
            /**
             * @description The credential of the actor, if there was one.
             * @example 1HeddIikNNmACOJfy
             */
            credential_id: string | null;
            /**
             * @description The origin of the change: `api`, `on_behalf` of the owner, `service`, `migration`, or a value of the host application.
             * @example api
             */
            via: string;
            /**
             * @description The id of the request that made the change, if there was one.
             * @example 01a206bd-d961-7284-a117-941c95972a1b
             */
            request_id: string | null;
        };
        MessagingPreferenceChangeList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingPreferenceChange"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        MessagingPreferenceInput: {
            /**
             * @description The category of the preference. If it is null or absent, the preference is the global default, which applies to every category without a preference. It is normalised to NFC and case-sensitive. It has no control characters, no white space at either end, and is not `.` or `..`.
             * @example billing
             */
            category?: string | null;
            /**
             * @description Whether notifications of this category appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications of this category are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications of this category are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email of this category is batched. `instant`: one mail for each notification, at once. `hourly`, `daily`: one mail for all notifications of the hour or day. `off`: no email, even when `email_enabled` is true. If it is absent, it becomes `instant`, also when another value was stored.
             * @default instant
             * @example daily
             */
            digest?: components["schemas"]["MessagingDigest"];
        };
        MessagingPreference: {
            /**
             * Format: uuid
             * @description The id of the preference. It never changes.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            id: string;
            /**
             * @description The kind of resource.
             * @example notification_preference
             * @enum {string}
             */
            object: "notification_preference";
            /**
             * @description The category of the preference; null for the global default, which applies to every category without a preference.
             * @example billing
             */
            category: string | null;
            /**
             * @description Whether notifications appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email is batched; `off` means no email.
             * @example daily
             */
            digest: components["schemas"]["MessagingDigest"];
            /**
             * Format: date-time
             * @description When the preference was created. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When one of its values last changed. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            updated_at: string;
        };
        MessagingBatchPreferenceInput: {
            /**
             * @description The category of the preference. If it is null or absent, the preference is the global default, which applies to every category without a preference. It is normalised to NFC and case-sensitive. It has no control characters, no white space at either end, and is not `.` or `..`.
             * @example billing
             */
            category?: string | null;
            /**
             * @description Whether notifications of this category appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications of this category are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications of this category are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email of this category is batched. `instant`: one mail for each notification, at once. `hourly`, `daily`: one mail for all notifications of the hour or day. `off`: no email, even when `email_enabled` is true. If it is absent, it becomes `instant`, also when another value was stored.
             * @default instant
             * @example daily
             */
            digest?: components["schemas"]["MessagingDigest"];
            /**
             * @description The `etag` that the preference had when you read it. If the preference was changed or deleted since, the answer for the whole batch is 412.
             * @example "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"
             */
            if_match?: string | null;
        };
        MessagingPreferenceBatchInput: {
            /**
             * @description The preferences. Each has a different category.
             * @example [
             *       {
             *         "category": null,
             *         "in_app_enabled": true,
             *         "email_enabled": true,
             *         "push_enabled": false,
             *         "digest": "daily"
             *       },
             *       {
             *         "category": "billing",
             *         "in_app_enabled": true,
             *         "email_enabled": true,
             *         "push_enabled": true,
             *         "digest": "instant"
             *       }
             *     ]
             */
            preferences: components["schemas"]["MessagingBatchPreferenceInput"][];
        };
        MessagingPreferenceItem: {
            /**
             * Format: uuid
             * @description The id of the preference. It never changes.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            id: string;
            /**
             * @description The kind of resource.
             * @example notification_preference
             * @enum {string}
             */
            object: "notification_preference";
            /**
             * @description The category of the preference; null for the global default, which applies to every category without a preference.
             * @example billing
             */
            category: string | null;
            /**
             * @description Whether notifications appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email is batched; `off` means no email.
             * @example daily
             */
            digest: components["schemas"]["MessagingDigest"];
            /**
             * Format: date-time
             * @description When the preference was created. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When one of its values last changed. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            updated_at: string;
            /**
             * @description The strong entity tag of the preference, for `If-Match` and `if_match`.
             * @example "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"
             */
            etag: string;
        };
        MessagingPreferenceList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingPreferenceItem"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        MessagingQuietHours: {
            /**
             * @description The days on which the hours begin.
             * @example [
             *       "sat",
             *       "sun"
             *     ]
             */
            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            /**
             * @description The local time at which they begin.
             * @example 22:00
             */
            from: string;
            /**
             * @description The local time at which they end; on the next day if it is not after `from`.
             * @example 09:00
             */
            to: string;
        };
        MessagingSettings: {
            /**
             * @description The time zone of the owner; null means UTC.
             * @example Europe/Vienna
             */
            time_zone: string | null;
            /**
             * @description The language of the owner: a tag of BCP 47.
             * @example de-AT
             */
            locale: string | null;
            /**
             * @description The local time at which the daily digest is sent.
             * @example 08:00
             */
            daily_digest_at: string;
            /**
             * @description Hours in which email and push wait.
             * @example [
             *       {
             *         "days": [
             *           "sat",
             *           "sun"
             *         ],
             *         "from": "22:00",
             *         "to": "09:00"
             *       }
             *     ]
             */
            quiet_hours: components["schemas"]["MessagingQuietHours"][];
            /**
             * Format: date-time
             * @description The end of a pause: until then push is not sent and email waits. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            paused_until: string | null;
            /**
             * @description Channels that deliver nothing, whatever the preferences say.
             * @example [
             *       "push"
             *     ]
             */
            closed_channels: ("in_app" | "email" | "push")[];
            /**
             * @description The kind of resource.
             * @example notification_settings
             * @enum {string}
             */
            object: "notification_settings";
            /**
             * Format: date-time
             * @description When the settings were first stored; null when they never were. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string | null;
            /**
             * Format: date-time
             * @description When one of the values last changed; null when none were stored. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            updated_at: string | null;
        };
        MessagingQuietHoursInput: {
            /**
             * @description The days on which the hours begin.
             * @example [
             *       "mon",
             *       "tue",
             *       "wed",
             *       "thu",
             *       "fri"
             *     ]
             */
            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            /**
             * @description The local time at which they begin.
             * @example 22:00
             */
            from: string;
            /**
             * @description The local time at which they end; on the next day if it is not after `from`. The same time is 24 hours.
             * @example 07:00
             */
            to: string;
        };
        MessagingSettingsInput: {
            /**
             * @description The time zone of the owner: a name of the IANA database. Null means UTC.
             * @example Europe/Vienna
             */
            time_zone?: string | null;
            /**
             * @description The language of the owner: a tag of BCP 47.
             * @example de-AT
             */
            locale?: string | null;
            /**
             * @description The local time at which the daily digest is sent.
             * @default 08:00
             * @example 08:00
             */
            daily_digest_at?: string;
            /**
             * @description Hours in which email and push wait; in-app does not. They must leave at least one minute of the week free.
             * @default []
             * @example [
             *       {
             *         "days": [
             *           "sat",
             *           "sun"
             *         ],
             *         "from": "22:00",
             *         "to": "09:00"
             *       }
             *     ]
             */
            quiet_hours?: components["schemas"]["MessagingQuietHoursInput"][];
            /**
             * Format: date-time
             * @description The end of a pause: until then push is not sent and email waits. Null means that there is no pause.
             * @example 2026-12-24T00:00:00.000Z
             */
            paused_until?: string | null;
            /**
             * @description Channels that deliver nothing, except where a category requires them. No preference changes, and each one holds again when its channel is opened.
             * @default []
             * @example [
             *       "push"
             *     ]
             */
            closed_channels?: ("in_app" | "email" | "push")[];
        };
        MessagingSettingsValues: {
            /**
             * @description The time zone of the owner; null means UTC.
             * @example Europe/Vienna
             */
            time_zone: string | null;
            /**
             * @description The language of the owner: a tag of BCP 47.
             * @example de-AT
             */
            locale: string | null;
            /**
             * @description The local time at which the daily digest is sent.
             * @example 08:00
             */
            daily_digest_at: string;
            /**
             * @description Hours in which email and push wait.
             * @example [
             *       {
             *         "days": [
             *           "sat",
             *           "sun"
             *         ],
             *         "from": "22:00",
             *         "to": "09:00"
             *       }
             *     ]
             */
            quiet_hours: components["schemas"]["MessagingQuietHours"][];
            /**
             * Format: date-time
             * @description The end of a pause: until then push is not sent and email waits. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            paused_until: string | null;
            /**
             * @description Channels that deliver nothing, whatever the preferences say.
             * @example [
             *       "push"
             *     ]
             */
            closed_channels: ("in_app" | "email" | "push")[];
        };
        MessagingSettingsChange: {
            /**
             * @description The kind of resource.
             * @example settings_change
             * @enum {string}
             */
            object: "settings_change";
            /**
             * @description The version that the change created. Versions are numbered from 1 without gaps.
             * @example 2
             */
            version: number;
            /**
             * @description The values before the change; null if the change stored the first settings.
             * @example {
             *       "time_zone": null,
             *       "locale": null,
             *       "daily_digest_at": "08:00",
             *       "quiet_hours": [],
             *       "paused_until": null,
             *       "closed_channels": []
             *     }
             */
            before: components["schemas"]["MessagingSettingsValues"] | null;
            /**
             * @description The values after the change.
             * @example {
             *       "time_zone": "Europe/Vienna",
             *       "locale": null,
             *       "daily_digest_at": "08:00",
             *       "quiet_hours": [],
             *       "paused_until": null,
             *       "closed_channels": []
             *     }
             */
            after: components["schemas"]["MessagingSettingsValues"];
            /**
             * Format: date-time
             * @description When the change was made. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            changed_at: string;
            /**
             * @description Who made the change: an owner id, `system`, a value of the host application, or `erased` for an erased owner.
             * @example ada
             */
            actor: string;
            /**
             * @description The credential of the actor, if there was one.
             * @example 1HeddIikNNmACOJfy
             */
            credential_id: string | null;
            /**
             * @description The origin of the change: `api`, `on_behalf` of the owner, `service`, or a value of the host application.
             * @example api
             */
            via: string;
            /**
             * @description The id of the request that made the change, if there was one.
             * @example 01a206bd-d961-7284-a117-941c95972a1b
             */
            request_id: string | null;
        };
        MessagingSettingsChangeList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingSettingsChange"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        MessagingOwnerExport: {
            /**
             * @description The kind of resource.
             * @example owner_export
             * @enum {string}
             */
            object: "owner_export";
            /**
             * @description The id of the owner.
             * @example ada
             */
            owner_id: string;
            /**
             * Format: date-time
             * @description When the export started. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            exported_at: string;
            /**
             * @description The current preferences by category, the global default first.
             * @example []
             */
            preferences: components["schemas"]["MessagingPreference"][];
            /**
             * @description All changes, including deletions, newest first.
             * @example []
             */
            history: components["schemas"]["MessagingPreferenceChange"][];
            /**
             * @description The number of changes that the owner made to the preferences of others.
             * @example 0
             */
            acted_for_others: number;
            /**
             * @description The settings; an empty list when none are stored.
             * @example []
             */
            settings: components["schemas"]["MessagingSettings"][];
            /**
             * @description All changes of the settings, newest first.
             * @example []
             */
            settings_history: components["schemas"]["MessagingSettingsChange"][];
        };
        MessagingCategory: {
            /**
             * @description The kind of resource.
             * @example notification_category
             * @enum {string}
             */
            object: "notification_category";
            /**
             * @description The name of the category.
             * @example product_news
             */
            name: string;
            /**
             * @description A title for people.
             * @example Product news
             */
            title: string | null;
            /**
             * @description A description for people.
             * @example New features, about twice a month.
             */
            description: string | null;
            /**
             * @description The default for owners who have neither a preference for this category nor a global default. If it is null, the system default applies.
             * @example {
             *       "in_app_enabled": true,
             *       "email_enabled": true,
             *       "push_enabled": false,
             *       "digest": "daily"
             *     }
             */
            default_preference: components["schemas"]["MessagingPreferenceValues"] | null;
            /**
             * @description Channels that always deliver, even if the owner's preference turns them off.
             * @example [
             *       "in_app"
             *     ]
             */
            required_channels: ("in_app" | "email" | "push")[];
            /**
             * @description Whether a channel that `default_preference` turns off needs an opt-in: only an owner's preference for this category can turn it on.
             * @example true
             */
            opt_in: boolean;
            /**
             * @description Whether all tenants share the category.
             * @example true
             */
            shared: boolean;
            /**
             * Format: date-time
             * @description When the category was registered. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When one of its values last changed. RFC 3339, UTC, milliseconds.
             * @example 2026-01-31T09:30:00.000Z
             */
            updated_at: string;
        };
        MessagingCategoryList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingCategory"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
        MessagingDefaultPreferenceInput: {
            /**
             * @description Whether notifications appear in the application (the bell).
             * @example true
             */
            in_app_enabled: boolean;
            /**
             * @description Whether notifications are sent by email.
             * @example true
             */
            email_enabled: boolean;
            /**
             * @description Whether notifications are pushed to devices.
             * @example false
             */
            push_enabled: boolean;
            /**
             * @description How email is batched; `off` means no email.
             * @default instant
             * @example daily
             */
            digest?: components["schemas"]["MessagingDigest"];
        };
        MessagingCategoryInput: {
            /**
             * @description A title for people.
             * @example Product news
             */
            title?: string | null;
            /**
             * @description A description for people.
             * @example New features, about twice a month.
             */
            description?: string | null;
            /**
             * @description The default for owners who have neither a preference for this category nor a global default. If it is null or absent, the system default applies.
             * @example {
             *       "in_app_enabled": true,
             *       "email_enabled": true,
             *       "push_enabled": false,
             *       "digest": "daily"
             *     }
             */
            default_preference?: components["schemas"]["MessagingDefaultPreferenceInput"] | null;
            /**
             * @description Channels that always deliver, even if the owner's preference turns them off.
             * @default []
             * @example [
             *       "in_app"
             *     ]
             */
            required_channels?: ("in_app" | "email" | "push")[];
            /**
             * @description Whether a channel that `default_preference` turns off needs an opt-in. Then only an owner's preference for this category can turn it on; a global default cannot.
             * @default false
             * @example true
             */
            opt_in?: boolean;
        };
        MessagingDecisionPreviewInput: {
            /**
             * @description The category of the notification; null means every category with neither a preference nor a registration.
             * @example billing
             */
            category: string | null;
            /**
             * @description The recipients, in the tenant of your credential. A repeated one counts once.
             * @example [
             *       "ada",
             *       "bob"
             *     ]
             */
            owner_ids: string[];
        };
        MessagingChannelDecision: {
            /**
             * @description `deliver`: at once. `batch`: with the next digest. `suppress`: not at all on this channel.
             * @example deliver
             * @enum {string}
             */
            outcome: "deliver" | "batch" | "suppress";
            /**
             * @description Why. It is null when the channel is on because of its flag. One of `required`, `not_opted_in`, `in_app_disabled`, `email_disabled`, `push_disabled`, `digest_off`. New values may be added.
             * @example email_disabled
             */
            reason: string | null;
        };
        MessagingBatchedChannelDecision: {
            /**
             * @description `deliver`: at once. `batch`: with the next digest. `suppress`: not at all on this channel.
             * @example deliver
             * @enum {string}
             */
            outcome: "deliver" | "batch" | "suppress";
            /**
             * @description Why. It is null when the channel is on because of its flag. One of `required`, `not_opted_in`, `in_app_disabled`, `email_disabled`, `push_disabled`, `digest_off`. New values may be added.
             * @example email_disabled
             */
            reason: string | null;
            /**
             * @description `instant` for `deliver`, `hourly` or `daily` for `batch`, null for `suppress`.
             * @example instant
             * @enum {string|null}
             */
            digest: "instant" | "hourly" | "daily" | null;
        };
        MessagingChannelDecisions: {
            /**
             * @description The decision for the channel on which notifications appear in the application (the bell).
             * @example {
             *       "outcome": "deliver",
             *       "reason": null
             *     }
             */
            in_app: components["schemas"]["MessagingChannelDecision"];
            /**
             * @description The decision for the channel on which notifications are sent by email.
             * @example {
             *       "outcome": "batch",
             *       "digest": "daily",
             *       "reason": null
             *     }
             */
            email: components["schemas"]["MessagingBatchedChannelDecision"];
            /**
             * @description The decision for the channel on which notifications are pushed to devices.
             * @example {
             *       "outcome": "deliver",
             *       "reason": null
             *     }
             */
            push: components["schemas"]["MessagingChannelDecision"];
        };
        MessagingDecision: {
            /**
             * @description The kind of resource.
             * @example decision
             * @enum {string}
             */
            object: "decision";
            /**
             * @description The owner.
             * @example ada
             */
            owner_id: string;
            /**
             * @description What decided: `category`, `global_default`, `category_default`, `system_default`. New values may be added.
             * @example category
             */
            source: string;
            /**
             * Format: uuid
             * @description The stored preference that decided; null when it was a default.
             * @example 0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f
             */
            preference_id: string | null;
            /**
             * @description The version of that preference; null when it was a default.
             * @example 3
             */
            preference_version: number | null;
            /**
             * @description The decision for each channel.
             * @example {
             *       "in_app": {
             *         "outcome": "deliver",
             *         "reason": null
             *       },
             *       "email": {
             *         "outcome": "batch",
             *         "digest": "daily",
             *         "reason": null
             *       },
             *       "push": {
             *         "outcome": "deliver",
             *         "reason": null
             *       }
             *     }
             */
            channels: components["schemas"]["MessagingChannelDecisions"];
        };
        MessagingDecisionList: {
            /**
             * @description The kind of resource.
             * @example list
             * @enum {string}
             */
            object: "list";
            /** @description The items of this page. */
            data: components["schemas"]["MessagingDecision"][];
            /**
             * @description Whether more items follow this page.
             * @example false
             */
            has_more: boolean;
            /**
             * @description The `cursor` of the next page; null on the last page.
             * @example null
             */
            next_cursor: string | null;
        };
    };
    responses: {
        /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. The code is `unknown_category` if only registered categories are accepted and the category is not registered. */
        ValidationFailed: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["MessagingValidationProblem"];
            };
        };
        /** @description The credential is missing or not valid. */
        Unauthenticated: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                /** @description The challenge, such as `Bearer` (RFC 9110, section 11.6.1). */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:unauthenticated",
                 *       "title": "Unauthenticated",
                 *       "status": 401,
                 *       "detail": "Send a valid credential: Authorization: Bearer <token>.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "unauthenticated",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.messaging.update": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission messaging:update.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "messaging:update"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description The condition in `If-Match` or `If-None-Match` is not met. The request changed nothing. */
        PreconditionFailed: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:precondition_failed",
                 *       "title": "Precondition failed",
                 *       "status": 412,
                 *       "detail": "The resource was changed or deleted. Read it again before you retry.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "precondition_failed",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The body is larger than 16 KiB. */
        PayloadTooLarge: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:payload_too_large",
                 *       "title": "Payload too large",
                 *       "status": 413,
                 *       "detail": "The body is too large.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "payload_too_large",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The content type of the body is not application/json. */
        UnsupportedMediaType: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:unsupported_media_type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "Send the body as Content-Type: application/json, in UTF-8, not compressed.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "unsupported_media_type",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The credential made too many requests, or too many authentications failed from this address. */
        RateLimited: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                /** @description Seconds to wait before the next attempt. */
                "Retry-After"?: string;
                /** @description The limit: `"credential";q=600;w=60` means 600 requests in a window of 60 seconds. */
                "RateLimit-Policy"?: string;
                /** @description What remains: `"credential";r=0;t=42` means 0 requests, and a new window in 42 seconds. */
                RateLimit?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:rate_limited",
                 *       "title": "Rate limited",
                 *       "status": 429,
                 *       "detail": "There were too many requests. Try again later.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "rate_limited",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The server failed. It logged the error with the request id. */
        InternalError: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:internal",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The server failed. Include the request id when you report this.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "internal",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The database is unavailable. Try again after `Retry-After` seconds. */
        ServiceUnavailable: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                /** @description Seconds to wait before the next attempt. */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:unavailable",
                 *       "title": "Service unavailable",
                 *       "status": 503,
                 *       "detail": "The service is unavailable now. Try again later.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "unavailable",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
        InvalidParameters: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:validation_failed",
                 *       "title": "Validation failed",
                 *       "status": 400,
                 *       "detail": "limit must be a whole number from 1 to 100.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "validation_failed",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "parameter": "limit",
                 *           "code": "invalid_value",
                 *           "detail": "limit must be a whole number from 1 to 100."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingValidationProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.messaging.read": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission messaging:read.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "messaging:read"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description An `if_match` is not the current version. `errors` lists each of them. The request changed nothing. */
        PreconditionFailedItems: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:precondition_failed",
                 *       "title": "Precondition failed",
                 *       "status": 412,
                 *       "detail": "The resource was changed or deleted. Read it again before you retry.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "precondition_failed",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "#/preferences/1/if_match",
                 *           "code": "precondition_failed",
                 *           "detail": "if_match is not the current version: the preference was changed or deleted."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingValidationProblem"];
            };
        };
        /** @description The path is not percent-encoded UTF-8. */
        MalformedRequest: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:malformed_request",
                 *       "title": "Malformed request",
                 *       "status": 400,
                 *       "detail": "The request could not be read.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "malformed_request",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The owner has no preference with this id. */
        NotFound: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no such preference.",
                 *       "instance": "/v1/messaging/preferences/0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "code": "not_found",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.owners.update": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission owners:update.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "owners:update"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.owners.read": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission owners:read.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "owners:read"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.owners.erase": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission owners:erase.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "owners:erase"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description You may not act for some of the owners. `errors` lists the first hundred of them. */
        NotFoundItems: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There are no such owners: 1 of the ids. The errors name the first 100.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "not_found",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "errors": [
                 *         {
                 *           "pointer": "#/owner_ids/1",
                 *           "code": "not_found",
                 *           "detail": "owner_ids[1] is not an owner that you may act for."
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingValidationProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.messaging.manage": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission messaging:manage.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "messaging:manage"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description The caller does not have the permissions. */
        "PermissionDenied.access.manage": {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:permission_denied",
                 *       "title": "Permission denied",
                 *       "status": 403,
                 *       "detail": "The caller also needs the permission access:manage.",
                 *       "instance": "/v1/messaging/preferences",
                 *       "code": "permission_denied",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                 *       "missing_permissions": [
                 *         "access:manage"
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingPermissionProblem"];
            };
        };
        /** @description It is the last valid global key that grants `access:manage`. */
        Conflict: {
            headers: {
                /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                "X-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:bellwether:problem:conflict",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Without this key or role, no valid global key could manage access. Create another global key first.",
                 *       "instance": "/v1/access/api-keys/1HeddIikNNmACOJfy",
                 *       "code": "conflict",
                 *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                 *     }
                 */
                "application/problem+json": components["schemas"]["MessagingProblem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPreferences: {
        parameters: {
            query?: {
                /** @description List only the preference for this category. Repeat the parameter for several categories. */
                category?: string[];
                /** @description `true` lists only the global default, or the global default besides each `category`. */
                global?: true;
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of preferences. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertPreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the preference had when you read it, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if the preference has another version or does not exist. */
                "If-Match"?: string;
                /** @description With `*`, the answer is 412 if there is already a preference for the category. */
                "If-None-Match"?: "*";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingPreferenceInput"];
            };
        };
        responses: {
            /** @description The stored preference. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreference"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.update"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingPreferenceBatchInput"];
            };
        };
        responses: {
            /** @description The stored preferences, in the order of the request. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceList"];
                };
            };
            /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. The code is `unknown_category` if only registered categories are accepted and the category is not registered. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.update"];
            412: components["responses"]["PreconditionFailedItems"];
            /** @description The body is larger than 256 KiB. */
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEffectivePreferences: {
        parameters: {
            query?: {
                /** @description A category. Repeat the parameter for several categories. */
                category?: string[];
                /** @description A time in the past. Changes at exactly this time count. The system default is always the current one. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All effective preferences, in one page. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingEffectivePreferenceList"];
                };
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "as_of must not be in the future.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "as_of",
                     *           "code": "invalid_value",
                     *           "detail": "as_of must not be in the future."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getPreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that you have. The answer is 304 if the preference still has it. (In a host application on Fastify, the answer is 200 with the preference.) */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the preference. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stored preference. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreference"];
                };
            };
            /** @description The preference still has the entity tag in `If-None-Match`. */
            304: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deletePreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the preference had when you read it, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if the preference has another version or does not exist. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the preference. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preference is deleted. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `If-Match` is neither `*` nor a list of entity tags, or the path is not percent-encoded UTF-8. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:malformed_request",
                     *       "title": "Malformed request",
                     *       "status": 400,
                     *       "detail": "If-Match must be * or a list of entity tags, such as the ETag of the preference.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "malformed_request",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.update"];
            404: components["responses"]["NotFound"];
            /** @description The condition in `If-Match` is not met. The request changed nothing. */
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPreferencesHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPreferenceHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the preference. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            /** @description The owner never had a preference with this id. */
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that you have. The answer is 304 if the settings still have it. (In a host application on Fastify, the answer is 200 with the settings.) */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettings"];
                };
            };
            /** @description The settings still have the entity tag in `If-None-Match`. */
            304: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the settings had when you read them, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if they have another version or are not stored. */
                "If-Match"?: string;
                /** @description With `*`, the answer is 412 if there are stored settings. */
                "If-None-Match"?: "*";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingSettingsInput"];
            };
        };
        responses: {
            /** @description The stored settings. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettings"];
                };
            };
            /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "daily_digest_at must be a time from 00:00 to 23:59, such as 08:00.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/daily_digest_at",
                     *           "code": "invalid_value",
                     *           "detail": "daily_digest_at must be a time from 00:00 to 23:59, such as 08:00."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.update"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listSettingsHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettingsChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnerPreferences: {
        parameters: {
            query?: {
                /** @description List only the preference for this category. Repeat the parameter for several categories. */
                category?: string[];
                /** @description `true` lists only the global default, or the global default besides each `category`. */
                global?: true;
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of preferences. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertOwnerPreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the preference had when you read it, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if the preference has another version or does not exist. */
                "If-Match"?: string;
                /** @description With `*`, the answer is 412 if there is already a preference for the category. */
                "If-None-Match"?: "*";
            };
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingPreferenceInput"];
            };
        };
        responses: {
            /** @description The stored preference. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreference"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.update"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    upsertOwnerPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingPreferenceBatchInput"];
            };
        };
        responses: {
            /** @description The stored preferences, in the order of the request. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceList"];
                };
            };
            /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. The code is `unknown_category` if only registered categories are accepted and the category is not registered. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.update"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            412: components["responses"]["PreconditionFailedItems"];
            /** @description The body is larger than 256 KiB. */
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnerEffectivePreferences: {
        parameters: {
            query?: {
                /** @description A category. Repeat the parameter for several categories. */
                category?: string[];
                /** @description A time in the past. Changes at exactly this time count. The system default is always the current one. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All effective preferences, in one page. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingEffectivePreferenceList"];
                };
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "as_of must not be in the future.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "as_of",
                     *           "code": "invalid_value",
                     *           "detail": "as_of must not be in the future."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOwnerPreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that you have. The answer is 304 if the preference still has it. (In a host application on Fastify, the answer is 200 with the preference.) */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the preference. */
                id: string;
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stored preference. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreference"];
                };
            };
            /** @description The preference still has the entity tag in `If-None-Match`. */
            304: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the preference, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /**
             * @description There is no such resource, or you may not act for this owner.
             *
             *     The owner has no preference with this id.
             */
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteOwnerPreference: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the preference had when you read it, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if the preference has another version or does not exist. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of the preference. */
                id: string;
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preference is deleted. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `If-Match` is neither `*` nor a list of entity tags, or the path is not percent-encoded UTF-8. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:malformed_request",
                     *       "title": "Malformed request",
                     *       "status": 400,
                     *       "detail": "If-Match must be * or a list of entity tags, such as the ETag of the preference.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "malformed_request",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.update"];
            /**
             * @description There is no such resource, or you may not act for this owner.
             *
             *     The owner has no preference with this id.
             */
            404: components["responses"]["NotFound"];
            /** @description The condition in `If-Match` is not met. The request changed nothing. */
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOwnerSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that you have. The answer is 304 if the settings still have it. (In a host application on Fastify, the answer is 200 with the settings.) */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettings"];
                };
            };
            /** @description The settings still have the entity tag in `If-None-Match`. */
            304: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "owner_id must be at most 255 characters long.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "owner_id",
                     *           "code": "invalid_value",
                     *           "detail": "owner_id must be at most 255 characters long."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putOwnerSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that the settings had when you read them, or a list of tags, or `*` for any version (RFC 9110, section 13.1.1). The answer is 412 if they have another version or are not stored. */
                "If-Match"?: string;
                /** @description With `*`, the answer is 412 if there are stored settings. */
                "If-None-Match"?: "*";
            };
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingSettingsInput"];
            };
        };
        responses: {
            /** @description The stored settings. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description The strong entity tag of the settings, for `If-Match`. Absent when none are stored. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettings"];
                };
            };
            /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "daily_digest_at must be a time from 00:00 to 23:59, such as 08:00.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/daily_digest_at",
                     *           "code": "invalid_value",
                     *           "detail": "daily_digest_at must be a time from 00:00 to 23:59, such as 08:00."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.update"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All data of the owner. The lists are empty when nothing is stored. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingOwnerExport"];
                };
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "owner_id must be at most 255 characters long.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "owner_id",
                     *           "code": "invalid_value",
                     *           "detail": "owner_id must be at most 255 characters long."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    eraseOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All data of the owner is erased. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "owner_id must be at most 255 characters long.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "owner_id",
                     *           "code": "invalid_value",
                     *           "detail": "owner_id must be at most 255 characters long."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.erase"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnerPreferencesHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnerPreferenceHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the preference. */
                id: string;
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingPreferenceChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /**
             * @description There is no such resource, or you may not act for this owner.
             *
             *     The owner never had a preference with this id.
             */
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listOwnerSettingsHistory: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the owner, in the tenant of your credential. */
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingSettingsChangeList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            /** @description There is no such resource, or you may not act for this owner. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such owner.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    previewDecisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingDecisionPreviewInput"];
            };
        };
        responses: {
            /** @description The decisions, in the order of `owner_ids`, in one page. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingDecisionList"];
                };
            };
            /** @description A field is wrong (`errors` lists each of them), the category is not registered although it must be, or the body is not JSON. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "owner_ids is required.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/owner_ids",
                     *           "code": "required",
                     *           "detail": "owner_ids is required."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.owners.read"];
            404: components["responses"]["NotFoundItems"];
            /** @description The body is larger than 12 MiB. */
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCategories: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of categories. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingCategoryList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.read"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the category. The rules of `category` in a preference apply. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registered category. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingCategory"];
                };
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "name must be at most 255 characters long.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "name",
                     *           "code": "invalid_value",
                     *           "detail": "name must be at most 255 characters long."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.manage"];
            /** @description There is no such category in the registry. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such category in the registry.",
                     *       "instance": "/v1/messaging/categories/product_news",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the category. The rules of `category` in a preference apply. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessagingCategoryInput"];
            };
        };
        responses: {
            /** @description The registered category. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagingCategory"];
                };
            };
            /**
             * @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters.
             *
             *     The body is not JSON, not UTF-8 or nested too deeply, or a field or the name is wrong. `errors` lists each of them.
             */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "required_channels must be a list of in_app, email, push.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/required_channels",
                     *           "code": "invalid_type",
                     *           "detail": "required_channels must be a list of in_app, email, push."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.manage"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the category. The rules of `category` in a preference apply. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The category is deleted from the registry. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter of the path or the query is wrong. `errors` lists the wrong parameters. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "name must be at most 255 characters long.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "parameter": "name",
                     *           "code": "invalid_value",
                     *           "detail": "name must be at most 255 characters long."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.messaging.manage"];
            /** @description There is no such category in the registry. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such category in the registry.",
                     *       "instance": "/v1/messaging/categories/product_news",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description List only the keys of this owner. */
                owner_id?: string;
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of keys. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessApiKeyList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessApiKeyInput"];
            };
        };
        responses: {
            /** @description The key with its secret. */
            201: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessIssuedApiKey"];
                };
            };
            /** @description The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field. */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "name must not be empty.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/name",
                     *           "code": "invalid_value",
                     *           "detail": "name must not be empty."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `id` of the key, not the key itself. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessApiKey"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description There is no such key, or it belongs to another tenant. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such API key.",
                     *       "instance": "/v1/access/api-keys/1HeddIikNNmACOJfy",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `id` of the key, not the key itself. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description There is no such key, or it belongs to another tenant. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such API key.",
                     *       "instance": "/v1/access/api-keys/1HeddIikNNmACOJfy",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `id` of the key, not the key itself. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessApiKeyRotationInput"];
            };
        };
        responses: {
            /** @description The key with its new secret. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessIssuedApiKey"];
                };
            };
            /**
             * @description The path is not percent-encoded UTF-8.
             *
             *     The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field.
             */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "overlap_seconds is required.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/overlap_seconds",
                     *           "code": "required",
                     *           "detail": "overlap_seconds is required."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description There is no such key, or it belongs to another tenant. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such API key.",
                     *       "instance": "/v1/access/api-keys/1HeddIikNNmACOJfy",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            /** @description The key is revoked or expired. */
            409: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "This key is revoked. Create another one.",
                     *       "instance": "/v1/access/api-keys/1HeddIikNNmACOJfy",
                     *       "code": "conflict",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All roles. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRoleList"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the role: 1 to 64 characters of `A-Z a-z 0-9 _ . -`. The first is a letter or a digit. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRole"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description There is no such role. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such role.",
                     *       "instance": "/v1/access/roles/support",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    putRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the role: 1 to 64 characters of `A-Z a-z 0-9 _ . -`. The first is a letter or a digit. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessRoleInput"];
            };
        };
        responses: {
            /** @description The stored role. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRole"];
                };
            };
            /**
             * @description The path is not percent-encoded UTF-8.
             *
             *     The body is not JSON, not UTF-8 or nested too deeply, or a field is wrong. `errors` lists every wrong field.
             */
            400: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:validation_failed",
                     *       "title": "Validation failed",
                     *       "status": 400,
                     *       "detail": "permissions is required.",
                     *       "instance": "/v1/messaging/preferences",
                     *       "code": "validation_failed",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f",
                     *       "errors": [
                     *         {
                     *           "pointer": "#/permissions",
                     *           "code": "required",
                     *           "detail": "permissions is required."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingValidationProblem"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description The role is built in, or no valid global key could manage access after the change. */
            409: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "member is built in and cannot be changed. Use another name.",
                     *       "instance": "/v1/access/roles/support",
                     *       "code": "conflict",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the role: 1 to 64 characters of `A-Z a-z 0-9 _ . -`. The first is a letter or a digit. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role is deleted. */
            204: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            /** @description There is no such role. */
            404: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "detail": "There is no such role.",
                     *       "instance": "/v1/access/roles/support",
                     *       "code": "not_found",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            /** @description The role is built in, or valid keys have it. */
            409: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "2 API keys have this role. Revoke or replace them first.",
                     *       "instance": "/v1/access/roles/support",
                     *       "code": "conflict",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAccessEvents: {
        parameters: {
            query?: {
                /** @description The maximum number of items in the page. */
                limit?: number;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of changes. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessEventList"];
                };
            };
            400: components["responses"]["InvalidParameters"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied.access.manage"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResource"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server can serve requests. */
            200: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResource"];
                };
            };
            /** @description The database does not answer, its disk is full, or the server is stopping. */
            503: {
                headers: {
                    /** @description Identifies the request in the log. It is the `X-Request-Id` of the request if that is well formed. */
                    "X-Request-Id"?: string;
                    /** @description Seconds to wait before the next attempt. */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:bellwether:problem:unavailable",
                     *       "title": "Service unavailable",
                     *       "status": 503,
                     *       "detail": "The service is unavailable now. Try again later.",
                     *       "instance": "/health/ready",
                     *       "code": "unavailable",
                     *       "request_id": "0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["MessagingProblem"];
                };
            };
        };
    };
}
