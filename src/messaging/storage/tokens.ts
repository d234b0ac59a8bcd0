/** The injection token of the host's data source with the tables. */
export const MESSAGING_DATA_SOURCE = Symbol('bellwether:data-source');

/** The injection token of the checked options. Each folder injects them with the type of its own options. */
export const MESSAGING_OPTIONS = Symbol('bellwether:options');

/** The injection token of the schema of the tables, undefined without the option `schema`. */
export const MESSAGING_SCHEMA = Symbol('bellwether:schema');

/** The injection token of the tables of all folders, for `SchemaCheck`. */
export const KEPT_TABLES = Symbol('bellwether:kept-tables');
