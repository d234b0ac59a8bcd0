import { Delete, Get, HttpCode, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { ApiAnswer, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '../../http/openapi/openapi.js';
import { ApiServerProblems } from '../../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../../http/requests/request-id.js';
import type { CallContext } from '../callers/caller.js';
import type { Owner } from '../callers/caller.js';
import { CurrentCall, CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { ActsForOwner } from '../callers/owner.guard.js';
import { OwnerExportResource } from './owner-export.js';
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
    summary: 'Export everything that is stored of a person',
    description:
      "The owner's preferences and their history, in one answer, which is streamed. Required permission: `owners:read`.",
  })
  @ApiWrongParameter()
  @ApiAnswer(OwnerExportResource, 'Everything; empty where nothing is stored.')
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
  @ApiServerProblems()
  erase(@CurrentOwner() owner: Owner, @CurrentCall() call: CallContext): Promise<void> {
    return this.owners.erase(owner, call);
  }
}
