import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../http/problems/api-problem.js';
import { REQUEST_ID_HEADERS } from '../http/requests/request-id.js';
import { Public } from '../messaging/callers/permissions.decorators.js';
import { Readiness } from './readiness.service.js';

/** The response of a successful health check. */
export class HealthResource {
  @ApiProperty({
    enum: ['ok'],
    description: 'Always `ok`. A failed check answers with 503.',
    example: 'ok',
  })
  status!: 'ok';
}

/** Health checks for load balancers and supervisors. */
@Controller('health')
@ApiTags('Health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public()
  @ApiOperation({
    operationId: 'getLiveness',
    summary: 'Check whether the process runs',
    description: 'It checks nothing else. Restart the process when this check fails.',
  })
  @ApiOkResponse({
    type: HealthResource,
    description: 'The process runs.',
    headers: REQUEST_ID_HEADERS,
  })
  live(): HealthResource {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Check whether the server can serve requests',
    description:
      'It checks the database, and the disk of an embedded one, and fails when the server is about to stop. ' +
      'Send no traffic while this check fails.',
  })
  @ApiOkResponse({
    type: HealthResource,
    description: 'The server can serve requests.',
    headers: REQUEST_ID_HEADERS,
  })
  @ApiProblem(
    'unavailable',
    'The database does not answer, its disk is full, or the server is stopping.',
    {
      example: { instance: '/health/ready' },
    },
  )
  async ready(): Promise<HealthResource> {
    await this.readiness.check();
    return { status: 'ok' };
  }
}
