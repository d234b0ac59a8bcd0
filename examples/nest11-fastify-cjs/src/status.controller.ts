import { BadRequestException, Controller, Get } from '@nestjs/common';

@Controller('status')
export class StatusController {
  @Get()
  status(): object {
    return { up: true };
  }

  @Get('fails')
  fails(): never {
    throw new BadRequestException('as the host says it');
  }
}
