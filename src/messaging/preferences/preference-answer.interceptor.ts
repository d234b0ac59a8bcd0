import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { map } from 'rxjs';
import { entityTagOf } from './entity-tag.js';
import type { NotificationPreference } from './notification-preference.entity.js';
import { PreferenceResource } from './preference.resource.js';

/** Answers with a preference as the API shows it, and its entity tag. */
@Injectable()
export class PreferenceAnswer implements NestInterceptor<NotificationPreference> {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  intercept(context: ExecutionContext, next: CallHandler<NotificationPreference>) {
    const response = context.switchToHttp().getResponse<object>();
    return next.handle().pipe(
      map((preference) => {
        this.adapterHost.httpAdapter.setHeader(response, 'ETag', entityTagOf(preference));
        return PreferenceResource.of(preference);
      }),
    );
  }
}
