import type { EntityManager } from 'typeorm';
import { ApiValue, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { Owner } from '../callers/caller.js';
import type { ExportedMember } from '../storage/kept-data.js';
import { PacedQueue } from '../storage/paced-queue.js';
import { KEPT_DATA } from './kept-data.js';

const MEMBERS = KEPT_DATA.flatMap(({ exported }) => exported);

/** Reads the pages of all exports, over one connection at a time. */
const pageQueue = new PacedQueue();

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
 * the first page.
 */
export async function* exportDocument(
  manager: EntityManager,
  owner: Required<Owner>,
): AsyncGenerator<string> {
  const head = {
    object: 'owner_export',
    owner_id: owner.ownerId,
    exported_at: new Date().toISOString(),
  };
  let text = JSON.stringify(head).slice(0, -1);
  for (const member of MEMBERS) {
    text += `,${JSON.stringify(member.name)}:`;
    for await (const piece of valueOf(member, manager, owner)) {
      yield text + piece;
      text = '';
    }
  }
  yield `${text}}`;
}

async function* valueOf(
  { read }: ExportedMember,
  manager: EntityManager,
  owner: Required<Owner>,
): AsyncGenerator<string> {
  const data = read(manager, owner);
  if (data instanceof Promise) {
    yield JSON.stringify(await data);
    return;
  }
  const pages = data[Symbol.asyncIterator]();
  for (let separator = '['; ; separator = ',') {
    const text = await pageQueue.run(async () => {
      const page = await pages.next();
      return page.done ? undefined : JSON.stringify(page.value).slice(1, -1);
    });
    if (text === undefined) {
      yield separator === '[' ? '[]' : ']';
      return;
    }
    yield separator + text;
  }
}
