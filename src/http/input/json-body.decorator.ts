import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { ApiBody } from '../openapi/openapi.js';
import type { IncomingHttpHeaders } from 'node:http';
import { parseJson } from './json.js';
import { inputFromJson } from './check-input.js';
import { ProblemError } from '../problems/problem.js';

interface RequestWithBody {
  headers: IncomingHttpHeaders;
  body?: unknown;
}

/** The most bytes of a body that describes one resource. */
const RESOURCE_LIMIT = 16 * 1024;

/** The most bytes of a body that describes many. */
export const BATCH_LIMIT = 256 * 1024;

/**
 * The request body as a validated instance of `type`, documented as such. It takes the raw bytes
 * where the application hands them over, at most `limit`, and the parsed value where its own parser ran first.
 */
export function JsonBody<T extends object>(
  type: Type<T>,
  limit: number = RESOURCE_LIMIT,
): ParameterDecorator {
  const read = createParamDecorator((_: unknown, context: ExecutionContext) =>
    readBody(type, limit, context.switchToHttp().getRequest<RequestWithBody>()),
  )();
  return (target, method, index) => {
    read(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method ?? '');
    if (method && descriptor) ApiBody({ type, required: true })(target, method, descriptor);
  };
}

function readBody<T extends object>(
  type: Type<T>,
  limit: number,
  { headers, body }: RequestWithBody,
): Readonly<T> {
  if (!isJson(headers['content-type'] ?? '')) throw new ProblemError('unsupported_media_type');
  if (body !== undefined && !(body instanceof Uint8Array)) return inputFromJson(type, body);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new ProblemError('unsupported_media_type');
  const bytes = body ?? new Uint8Array();
  if (bytes.length > limit) throw tooLarge(limit);
  return inputFromJson(type, parseJson(bytes));
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError(
    'payload_too_large',
    `The body is too large. This takes at most ${limit / 1024} KiB.`,
  );
}

/** RFC 8259 leaves JSON between systems no charset but UTF-8; other parameters have no meaning. */
function isJson(contentType: string): boolean {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === 'application/json' && /^(charset="?utf-8"?)?$/.test(charset ?? '');
}
