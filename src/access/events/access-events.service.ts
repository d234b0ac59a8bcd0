import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { positionIn } from '../../http/lists/cursor.js';
import type { Owner } from '../../messaging/callers/caller.js';
import {
  checkedLimit,
  malformedCursor,
  type Page,
  pageOf,
  type PageRequest,
} from '../../http/lists/page.js';
import { tenantFilter } from '../grants/grantor.js';
import { AccessEvent } from '../entities/access-event.entity.js';

/** Reads the record of changes of keys and roles. */
@Injectable()
export class AccessEventsService {
  constructor(@InjectRepository(AccessEvent) private readonly events: Repository<AccessEvent>) {}

  /**
   * Lists the changes, newest first: the changes of one tenant's keys, or all changes without a tenant.
   * @throws InvalidInputError
   */
  async list(
    scope: Pick<Owner, 'tenantId'>,
    { limit, cursor }: PageRequest = {},
  ): Promise<Page<AccessEvent>> {
    const size = checkedLimit(limit);
    const query = this.events
      .createQueryBuilder('event')
      .where(tenantFilter(scope))
      .orderBy('event.id', 'DESC')
      .limit(size + 1);
    const after = checkedCursor(cursor);
    if (after !== undefined) query.andWhere('event.id < :after', { after });
    return pageOf(await query.getMany(), size, ({ id }) => [id]);
  }
}

function checkedCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [id, ...rest] = positionIn(cursor) ?? [];
  if (!isUuid(id) || rest.length > 0) throw malformedCursor();
  return id as string;
}
