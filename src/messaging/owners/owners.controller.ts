import { Delete, Get, HttpCode, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { ApiAnswer, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '../../http/openapi/openapi.js';
import { ApiServerProblems } from '../../http/problems/api-problem.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import type { CallContext, Owner } from '../callers/caller.js';
import { CurrentCall, CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { ActsForOwner } from '../callers/owner.guard.js';
import { OwnerExportResource } from './owner-export.js';
import { OwnersService } from './owners.service.js';

/** The export and the erasure of all data of an owner. */
@MessagingController('owners')
@ApiTags('Owners')
export class OwnersController {
  constructor(private readonly owners: OwnersService) {}

  @Get(':owner_id/export')
  @ActsForOwner('owners:read')
  @ApiOperation({
    operationId: 'exportOwner',
    summary: 'Export all data of an owner',
    description:
      "Exports the owner's preferences and settings, with their history. The response is streamed. " +
      'Required permission: `owners:read`.',
  })
  @ApiWrongParameter('owner_id', 'must be at most 255 characters long.')
  @ApiAnswer(
    OwnerExportResource,
    'All data of the owner. The lists are empty when nothing is stored.',
  )
  @ApiServerProblems()
  async export(@CurrentOwner() owner: Owner): Promise<StreamableFile> {
    const document = Readable.from(await this.owners.export(owner));
    return new StreamableFile(document, { type: 'application/json; charset=utf-8' });
  }

  @Delete(':owner_id')
  @HttpCode(204)
  @ActsForOwner('owners:erase')
  @ApiOperation({
    operationId: 'eraseOwner',
    summary: 'Erase all data of an owner',
    description:
      "Deletes the owner's preferences and settings, with their history. In changes that the owner made for others, the actor " +
      'becomes `erased`. Erasing the same owner again does nothing. Required permission: `owners:erase`.',
  })
  @ApiWrongParameter('owner_id', 'must be at most 255 characters long.')
  @ApiNoContentResponse({
    description: 'All data of the owner is erased.',
    headers: REQUEST_ID_HEADERS,
  })
  @ApiServerProblems()
  erase(@CurrentOwner() owner: Owner, @CurrentCall() call: CallContext): Promise<void> {
    return this.owners.erase(owner, call);
  }
}
