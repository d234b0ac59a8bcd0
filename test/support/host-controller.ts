import { Body, Controller, Get, Put } from '@nestjs/common';
import { IsBoolean } from 'class-validator';

/** The body of the host's own route. */
export class HostInput {
  @IsBoolean()
  flag!: boolean;
}

/** The host's own routes. */
@Controller('host')
export class HostController {
  @Get('fails')
  fails(): never {
    throw new Error('the host failed');
  }

  @Put('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Put('typed')
  typed(@Body() body: HostInput): unknown {
    return { flag: body.flag };
  }
}
