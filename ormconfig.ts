import { readConfig } from './src/config/config.js';
import { openDataSource } from './src/database/data-source.js';

/** The TypeORM command line's data source: the server's own, from the same environment variables. */
export default openDataSource(readConfig(process.env));
