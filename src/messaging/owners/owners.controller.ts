import { Delete, Get, HttpCode } from '@nestjs/common';
import { ApiAnswer, ApiWrongParameter } from '../../http/list.schema.js';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '../../http/openapi.js';
import { REQUEST_ID_HEADERS } from '../../http/request-id.schema.js';
import { Faults } from '../audience.js';
import type { CallContext } from '../call-context.js';
import { CurrentCall, CurrentOwner, type Owner } from '../caller.js';
import { MessagingController } from '../messaging-controller.decorator.js';
import { ActsForOwner } from '../owner.guard.js';
import { OwnerExportResource } from './owner-export.resource.js';
import { OwnersService } from './owners.service.js';

/** What is kept of a person as a whole. */
@MessagingController('owners')
@ApiTags('Owners')
export class OwnersController {
  constructor(private readonly owners: OwnersService) {}

  @Get(':owner_id/export')
  @ActsForOwner('owners:read')
  @ApiOperation({
    operationId: 'exportOwner',
    summary: 'Take out everything that is stored of a person',
    description:
      "The owner's preferences and their history, in one answer. Required permission: `owners:read`.",
  })
  @ApiWrongParameter()
  @ApiAnswer(OwnerExportResource, 'Everything; empty where nothing is stored.')
  @Faults()
  async export(@CurrentOwner() owner: Owner): Promise<OwnerExportResource> {
    return OwnerExportResource.of(await this.owners.export(owner));
  }

  @Delete(':owner_id')
  @HttpCode(204)
  @ActsForOwner('owners:erase')
  @ApiOperation({
    operationId: 'eraseOwner',
    summary: 'Erase a person',
    description:
      "Erases the owner's preferences and their history. Where the owner acted for others, their id becomes `erased` " +
      'there. Again, it does nothing. Required permission: `owners:erase`.',
  })
  @ApiWrongParameter()
  @ApiNoContentResponse({
    description: 'Nothing is stored of them now.',
    headers: REQUEST_ID_HEADERS,
  })
  @Faults()
  erase(@CurrentOwner() owner: Owner, @CurrentCall() call: CallContext): Promise<void> {
    return this.owners.erase(owner, call);
  }
}
