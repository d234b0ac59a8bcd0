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
import { reachOf } from '../grants/grantor.js';
import { AccessEvent } from '../entities/access-event.entity.js';

/** The record of who changed who may do what. */
@Injectable()
export class AccessEventsService {
  constructor(@InjectRepository(AccessEvent) private readonly events: Repository<AccessEvent>) {}

  /** The changes within reach, the latest first: those of one tenant's keys for who belongs to it, else all. */
  async list(
    by: Pick<Owner, 'tenantId'>,
    { limit, cursor }: PageRequest = {},
  ): Promise<Page<AccessEvent>> {
    const size = checkedLimit(limit);
    const query = this.events
      .createQueryBuilder('event')
      .where(reachOf(by))
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
