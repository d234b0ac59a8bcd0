/** The token of the host's data source that our tables are in. */
export const MESSAGING_DATA_SOURCE = Symbol('bellwether:data-source');

/** The token of the checked options. Each room injects them as the part that it declares. */
export const MESSAGING_OPTIONS = Symbol('bellwether:options');

/** The token of the tables of all rooms, for the check at start. */
export const KEPT_TABLES = Symbol('bellwether:kept-tables');
