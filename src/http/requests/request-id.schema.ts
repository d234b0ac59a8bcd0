import { REQUEST_ID_HEADER } from './request-id.js';

/** The header that every response carries, as the OpenAPI document describes it. */
export const REQUEST_ID_HEADERS = {
  [REQUEST_ID_HEADER]: {
    description:
      'Names this request in the log; taken over from the request when it is well formed.',
    schema: { type: 'string' as const },
  },
};
