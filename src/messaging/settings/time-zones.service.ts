import { Injectable } from '@nestjs/common';
import type { Database } from '../../postgres/database.js';
import { readTimeZones } from './settings.store.js';

/** How long the names are kept, in milliseconds. An update of the operating system can add a name. */
const KEPT_MS = 3_600_000;

/** The time zones that the database knows. PostgreSQL reads about 1,200 files to list them, so the list is kept. */
@Injectable()
export class TimeZones {
  private names = new Set<string>();
  private readAt = -Infinity;

  /** Whether there is a time zone with this name, in this case. */
  async has(name: string, database: Database): Promise<boolean> {
    if (performance.now() - this.readAt > KEPT_MS) {
      this.names = await readTimeZones(database);
      this.readAt = performance.now();
    }
    return this.names.has(name);
  }
}
