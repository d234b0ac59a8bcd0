import { Module } from '@nestjs/common';
import { BackgroundWork } from './background-work.service.js';

/**
 * Provides `BackgroundWork` to the modules that import it. They share the instance of their application, so that the
 * shutdown waits once and not module by module.
 */
@Module({ providers: [BackgroundWork], exports: [BackgroundWork] })
export class BackgroundModule {}
