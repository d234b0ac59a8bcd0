import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
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
import type { AccessEvent } from '../entities/access-event.entity.js';
import { listEvents } from './access-events.store.js';

/** Reads the record of changes of keys and roles. */
@Injectable()
export class AccessEventsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Lists the changes, newest first: the changes of one tenant's keys, or all changes without a tenant.
   * @throws InvalidInputError
   */
  async list(
    scope: Pick<Owner, 'tenantId'>,
    { limit, cursor }: PageRequest = {},
  ): Promise<Page<AccessEvent>> {
    const size = checkedLimit(limit);
    const events = await listEvents(this.dataSource.manager, {
      ...tenantFilter(scope),
      after: checkedCursor(cursor),
      limit: size + 1,
    });
    return pageOf(events, size, ({ id }) => [id]);
  }
}

function checkedCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [id, ...rest] = positionIn(cursor) ?? [];
  if (!isUuid(id) || rest.length > 0) throw malformedCursor();
  return id as string;
}
