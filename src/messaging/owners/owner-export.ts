import type { EntityManager } from 'typeorm';
import { ApiValue, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import type { Owner } from '../callers/caller.js';
import { ConcurrencyLimit } from '../storage/concurrency-limit.js';
import type { ExportedMember } from '../storage/kept-data.js';
import { KEPT_DATA } from './kept-data.js';

const MEMBERS = KEPT_DATA.flatMap(({ exported }) => exported);

/** How many pages are read at the same time, so that exports leave connections of the pool to other requests. */
const limit = new ConcurrencyLimit(2);

class ExportedOwner {
  @ObjectKind('owner_export')
  object!: 'owner_export';

  @ApiValue({ type: 'string', description: 'Whose it is.', example: 'ada' })
  owner_id!: string;

  @Moment('When it was begun:')
  exported_at!: string;
}

/** Everything that is stored of one owner, as the API returns it: a member for each thing that a room exports. */
@ApiSchema({ name: 'MessagingOwnerExport' })
export class OwnerExportResource extends ExportedOwner {}

for (const { name, schema } of MEMBERS) ApiValue(schema)(OwnerExportResource.prototype, name);

/**
 * The export of an owner as the text of a JSON document, in pieces. The first piece comes once the first page was
 * read.
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
    const page = await limit.run(() => pages.next());
    if (page.done) {
      yield separator === '[' ? '[]' : ']';
      return;
    }
    yield separator + JSON.stringify(page.value).slice(1, -1);
  }
}
