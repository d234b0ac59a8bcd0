import { readConfig } from './src/server/config/config.js';
import { openDataSource, withoutStatementTimeout } from './src/server/database/data-source.js';

const dataSource = await openDataSource(readConfig(process.env));

/** The TypeORM command line's data source: the server's own, from the same environment variables. */
export default dataSource.setOptions(withoutStatementTimeout(dataSource.options));
