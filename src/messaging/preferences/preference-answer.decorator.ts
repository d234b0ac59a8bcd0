import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { setResponseHeader } from '../../http/response-header.js';
import { entityTagOf } from './entity-tag.js';
import type { NotificationPreference } from './notification-preference.entity.js';
import { PreferenceResource } from './preference.resource.js';

/** Makes the answer to a request out of a preference: as the API shows it, with its entity tag. */
export type AnswerPreference = (preference: NotificationPreference) => PreferenceResource;

/** What answers the request with a preference. */
export const PreferenceAnswer = createParamDecorator(
  (_: unknown, context: ExecutionContext): AnswerPreference =>
    (preference) => {
      setResponseHeader(context, 'ETag', entityTagOf(preference));
      return PreferenceResource.of(preference);
    },
);
