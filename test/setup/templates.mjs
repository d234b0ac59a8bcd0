import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { databasesFolder } from '../support/databases-folder.mjs';

const NAMES = ['empty', 'migrated', 'host'];

/** The template databases that the suites copy. Each run creates them with the current migrations. */
export class Templates {
  #url;

  /**
   * @param {string | undefined} url
   * @param {string} place
   */
  constructor(url, place) {
    this.#url = url;
    /** The folder of embedded templates, or the prefix of their names in PostgreSQL. */
    this.place = place;
  }

  /**
   * Creates the templates in the PostgreSQL at `url`, or as embedded databases in a new folder.
   * @param {string | undefined} url
   */
  static make(url) {
    const place =
      url === undefined
        ? mkdtempSync(join(databasesFolder(), 'bellwether-templates-'))
        : `template_${randomBytes(8).toString('hex')}`;
    const program = ['--import', '@swc-node/register/esm-register', 'test/setup/make-templates.ts'];
    execFileSync(process.execPath, [...program, place, ...(url === undefined ? [] : [url])], {
      stdio: 'inherit',
    });
    return new Templates(url, place);
  }

  async remove() {
    if (this.#url === undefined) return rmSync(this.place, { recursive: true, force: true });
    const client = new pg.Client(this.#url);
    await client.connect();
    for (const name of NAMES) await client.query(`DROP DATABASE ${this.place}_${name}`);
    await client.end();
  }
}
