import { ConfigurableModuleBuilder, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';

/** What a host tells `MessagingModule`. */
export interface MessagingOptions {
  /**
   * Who is behind a request, by the host's own authentication. Undefined is answered with 401,
   * and so is a caller whose ids break the rules of `Owner`, which is also logged.
   */
  caller: (context: ExecutionContext) => Caller | undefined | Promise<Caller | undefined>;
}

export const {
  ConfigurableModuleClass: ConfigurableMessagingModule,
  MODULE_OPTIONS_TOKEN: MESSAGING_OPTIONS,
} = new ConfigurableModuleBuilder<MessagingOptions>().setClassMethodName('forRoot').build();
