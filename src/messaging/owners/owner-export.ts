import type { Database } from '../../postgres/database.js';
import { ApiValue, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { Owner } from '../callers/caller.js';
import type { PacedQueue } from '../storage/paced-queue.js';
import { KEPT_DATA } from './kept-data.js';

const MEMBERS = KEPT_DATA.flatMap(({ exported }) => exported);

class ExportedOwner {
  @ObjectKind('owner_export')
  object!: 'owner_export';

  @ApiValue({ type: 'string', description: 'The id of the owner.', example: 'ada' })
  owner_id!: string;

  @Moment('When the export started.')
  exported_at!: string;
}

/** The export of one owner as the API returns it. Each `ExportedMember` adds a member. */
@ApiSchema({ name: 'MessagingOwnerExport' })
export class OwnerExportResource extends ExportedOwner {}

for (const { name, schema } of MEMBERS) ApiValue(schema)(OwnerExportResource.prototype, name);

/**
 * Generates the export of an owner: the text of a JSON document, in pieces. It yields the first piece after it has read
 * the first page. With `queue`, it reads the pages in turn with the other exports of the queue.
 */
export async function* exportDocument(
  database: Database,
  owner: Required<Owner>,
  queue?: PacedQueue,
): AsyncGenerator<string> {
  const head = {
    object: 'owner_export',
    owner_id: owner.ownerId,
    exported_at: new Date().toISOString(),
  };
  let text = JSON.stringify(head).slice(0, -1);
  for (const member of MEMBERS) {
    text += `,${JSON.stringify(member.name)}:`;
    const data = member.read(database, owner);
    const value = data instanceof Promise ? numberText(data) : listText(data, queue);
    for await (const piece of value) {
      yield text + piece;
      text = '';
    }
  }
  yield `${text}}`;
}

async function* numberText(number: Promise<number>): AsyncGenerator<string> {
  yield JSON.stringify(await number);
}

async function* listText(
  list: AsyncIterable<readonly object[]>,
  queue: PacedQueue | undefined,
): AsyncGenerator<string> {
  const pages = list[Symbol.asyncIterator]();
  const readPage = async () => {
    const page = await pages.next();
    return page.done ? undefined : JSON.stringify(page.value).slice(1, -1);
  };
  for (let separator = '['; ; separator = ',') {
    const text = await (queue ? queue.run(readPage) : readPage());
    if (text === undefined) {
      yield separator === '[' ? '[]' : ']';
      return;
    }
    yield separator + text;
  }
}
