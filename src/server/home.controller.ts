import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../messaging/callers/permissions.decorators.js';
import { DOCS_PATH } from './openapi/paths.js';

/** Leads from the address of the server to Swagger UI. */
@Controller()
@ApiExcludeController()
export class HomeController {
  @Get()
  @Public()
  @Redirect()
  home(): { url: string } {
    return { url: DOCS_PATH };
  }
}
