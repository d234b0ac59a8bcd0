import { HttpCode, Post } from '@nestjs/common';
import { JsonBody, OWNERS_LIMIT } from '../../http/input/json-body.decorator.js';
import { listResource } from '../../http/lists/list.js';
import { ApiAnswer } from '../../http/lists/list.schema.js';
import { ApiOperation, ApiTags } from '../../http/openapi/openapi.js';
import { ApiProblem, ApiServerProblems } from '../../http/problems/api-problem.js';
import { ValidationProblem } from '../../http/problems/problem.schema.js';
import type { Caller } from '../callers/caller.js';
import { CurrentCaller } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { RequirePermissions } from '../callers/permissions.decorators.js';
import { DecisionListResource, DecisionResource } from './decision.resource.js';
import { DecisionPreviewInput } from './decision-preview.input.js';
import { DecisionsForManyService, MAX_OWNERS } from './decisions-for-many.service.js';

const NO_OWNERS = {
  pointer: '#/owner_ids',
  code: 'required',
  detail: 'owner_ids is required.',
};

const REFUSED_OWNERS = 'There are no such owners: 1 of the ids. The errors name the first 100.';

const REFUSED_OWNER = {
  pointer: '#/owner_ids/1',
  code: 'not_found',
  detail: 'owner_ids[1] is not an owner that you may act for.',
};

/** Decisions on notifications. */
@MessagingController('decisions')
@ApiTags('Decisions')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsForManyService) {}

  @Post('preview')
  @HttpCode(200)
  @RequirePermissions('owners:read')
  @ApiOperation({
    operationId: 'previewDecisions',
    summary: 'Preview the decisions on a notification',
    description:
      `Decides for 1 to ${MAX_OWNERS.toLocaleString('en')} owners what would happen to a notification of a category, ` +
      'on each channel, and why. It stores and sends nothing. The decisions are those of this moment. ' +
      'Required permission: `owners:read`.',
  })
  @ApiAnswer(DecisionListResource, 'The decisions, in the order of `owner_ids`, in one page.')
  @ApiProblem(
    'validation_failed',
    'A field is wrong (`errors` lists each of them), the category is not registered although it must be, or the body ' +
      'is not JSON.',
    { schema: ValidationProblem, example: { detail: NO_OWNERS.detail, errors: [NO_OWNERS] } },
  )
  @ApiProblem(
    'not_found',
    'You may not act for some of the owners. `errors` lists the first hundred of them.',
    { schema: ValidationProblem, example: { detail: REFUSED_OWNERS, errors: [REFUSED_OWNER] } },
  )
  @ApiServerProblems()
  async preview(
    @CurrentCaller() caller: Caller,
    @JsonBody(DecisionPreviewInput, { limit: OWNERS_LIMIT }) input: Readonly<DecisionPreviewInput>,
  ) {
    const items = await this.decisions.preview(caller, input);
    return listResource({ items, nextCursor: null }, DecisionResource.of);
  }
}
