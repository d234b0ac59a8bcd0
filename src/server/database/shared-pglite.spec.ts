import { SharedPGlite } from './shared-pglite.js';

/** A message of the protocol with a query (PostgreSQL manual, section 55.7). */
function queryMessage(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.from('Q\0\0\0\0');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

describe('SharedPGlite', () => {
  it('does not take a value in an error for a failure of its log', async () => {
    let answer = '';
    let failures = 0;
    const database = new SharedPGlite('memory://', () => (failures += 1));
    await database.waitReady;
    const sql = `SELECT 'could not write to file "pg_wal/1"'::uuid`;
    await database.execProtocolRawStream(queryMessage(sql), {
      onRawData: (data) => (answer += Buffer.from(data).toString()),
    });
    await database.close();

    expect(answer).toContain('invalid input syntax for type uuid: "could not write to file');
    expect(failures).toBe(0);
  });
});
