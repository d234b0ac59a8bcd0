import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { ApiProblem } from '../http/problems/problem.schema.js';
import { REQUEST_ID_HEADERS } from '../http/requests/request-id.js';
import { Public } from '../messaging/callers/permissions.decorators.js';

const DATABASE_TIMEOUT_MS = 2_000;

/** The answer of a health check that passed. */
export class HealthResource {
  @ApiProperty({
    enum: ['ok'],
    description: 'Always `ok`; else the answer is a 503.',
    example: 'ok',
  })
  status!: 'ok';
}

/** For load balancers and supervisors: whether the process runs, and whether it can serve. */
@Controller('health')
@ApiTags('Health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({
    operationId: 'getLiveness',
    summary: 'Whether the process runs',
    description: 'Looks at nothing else. Restart the process when this fails.',
  })
  @ApiOkResponse({ type: HealthResource, description: 'It runs.', headers: REQUEST_ID_HEADERS })
  live(): HealthResource {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Whether it can serve requests',
    description: 'Checks the database. Send no traffic while this fails.',
  })
  @ApiOkResponse({ type: HealthResource, description: 'It can.', headers: REQUEST_ID_HEADERS })
  @ApiProblem('unavailable', 'The database does not answer.', {
    example: { instance: '/health/ready' },
  })
  async ready(): Promise<HealthResource> {
    await this.health.check([
      () => this.database.pingCheck('database', { timeout: DATABASE_TIMEOUT_MS }),
    ]);
    return { status: 'ok' };
  }
}
