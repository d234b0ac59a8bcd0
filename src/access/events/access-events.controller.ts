import { applyDecorators, Get } from '@nestjs/common';
import { listResource, PAGE_PARAMETERS } from '../../http/lists/list.js';
import { ApiAnswer, ApiPages } from '../../http/lists/list.schema.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { Caller } from '../../messaging/callers/caller.js';
import { CurrentCaller } from '../../messaging/callers/current-caller.decorators.js';
import { AccessController, ManagesAccess } from '../http/access.openapi.js';
import { AccessEventListResource, AccessEventResource } from './access-event.resource.js';
import { AccessEventsService } from './access-events.service.js';

const ApiListEvents = () =>
  applyDecorators(
    ManagesAccess(
      'listAccessEvents',
      'List the changes of keys and roles',
      "Lists the changes, newest first. A credential of a tenant lists the changes of that tenant's keys; a global " +
        'credential lists all changes.',
    ),
    ApiPages(),
    ApiAnswer(AccessEventListResource, 'One page of changes.'),
  );

/** The record of changes of keys and roles. */
@AccessController('events')
export class AccessEventsController {
  constructor(private readonly events: AccessEventsService) {}

  @Get()
  @ApiListEvents()
  async list(
    @CurrentCaller() caller: Caller,
    @QueryOf(PAGE_PARAMETERS) page: ParametersOf<typeof PAGE_PARAMETERS>,
  ) {
    return listResource(await this.events.list(caller, page), AccessEventResource.of);
  }
}
