import { applyDecorators, Get } from '@nestjs/common';
import { listOf, PAGE_PARAMETERS } from '../../http/lists/list.js';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { Caller } from '../../messaging/callers/caller.js';
import { CurrentCaller } from '../../messaging/callers/current-caller.decorators.js';
import { AccessController } from '../http/access.openapi.js';
import { ManagesAccess } from '../http/access.openapi.js';
import { AccessEventListResource, AccessEventResource } from './access-event.resource.js';
import { AccessEventsService } from './access-events.service.js';

const ApiListEvents = () =>
  applyDecorators(
    ManagesAccess(
      'listAccessEvents',
      'List the changes of keys and roles',
      "Every change, the latest first. With a credential of a tenant, those of that tenant's keys.",
    ),
    ApiPages(),
    ApiAnswer(AccessEventListResource, 'One page of the changes.'),
  );

/** The record of changes of keys and roles within the caller's reach. */
@AccessController('events')
export class AccessEventsController {
  constructor(private readonly events: AccessEventsService) {}

  @Get()
  @ApiListEvents()
  async list(
    @CurrentCaller() caller: Caller,
    @QueryOf(PAGE_PARAMETERS) page: ParametersOf<typeof PAGE_PARAMETERS>,
  ) {
    return listOf(await this.events.list(caller, page), AccessEventResource.of);
  }
}
