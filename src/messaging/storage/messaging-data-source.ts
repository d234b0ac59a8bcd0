/** The token of the host's data source that our tables are in. */
export const MESSAGING_DATA_SOURCE = Symbol('bellwether:data-source');
