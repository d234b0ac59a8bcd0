import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ApiBody } from '../openapi/openapi.js';
import { ApiProblem } from '../problems/api-problem.js';
import { ProblemError } from '../problems/problem.js';
import { bodyBytes } from './body-bytes.js';
import { faultsOf, inputFromJson } from './check-input.js';
import { jsonFault } from './json-fault.js';
import { isContainer, type Rule } from './rules.js';

type RequestWithBody = IncomingMessage & {
  /** Node's request in the wrapper of Fastify. */
  raw?: IncomingMessage;
  params?: Record<string, unknown>;
  body?: unknown;
};

interface BodyOptions {
  /** The largest body, in bytes. */
  limit?: number;
  /** The rules of path parameters, by name. */
  path?: Readonly<Record<string, Rule>>;
  /** Examples for the OpenAPI document, by name. */
  examples?: Readonly<Record<string, { summary: string; value: object }>>;
}

const MAX_DEPTH = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The limit, in bytes, of a body that describes one resource. */
const RESOURCE_LIMIT = 16 * 1024;

/** The limit, in bytes, of a body that describes several resources. */
export const BATCH_LIMIT = 256 * 1024;

/** The limit, in bytes, of a body that lists owners. 10,000 of the longest ids fit, in UTF-8. */
export const OWNERS_LIMIT = 12 * 1024 * 1024;

/**
 * Gives a handler the request body as a checked instance of `type`, and documents it with its 413 and 415. The body may
 * be the raw bytes, at most `limit` of them, or the value that the application's own parser made. If no parser has read
 * it, it is read now, after the guards, so that a request without a valid credential needs no memory for its body. Path
 * parameters with a rule in `path` are checked together with the body, so that one answer names all faults.
 */
export function JsonBody<T extends object>(
  type: Type<T>,
  { limit = RESOURCE_LIMIT, path = {}, examples }: BodyOptions = {},
): ParameterDecorator {
  const read = createParamDecorator(async (_: unknown, context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<RequestWithBody>();
    const body = await readBody(limit, request);
    const wrong = Object.entries(path).flatMap(([parameter, rule]) =>
      faultsOf(parameter, rule, request.params?.[parameter]),
    );
    return inputFromJson(type, body, wrong);
  })();
  return (target, method, index) => {
    read(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method ?? '');
    if (!method || !descriptor) return;
    ApiBody({ type, required: true, examples })(target, method, descriptor);
    ApiProblem('payload_too_large', `The body is larger than ${sizeOf(limit)}.`)(
      target,
      method,
      descriptor,
    );
    ApiProblem('unsupported_media_type', 'The content type of the body is not application/json.')(
      target,
      method,
      descriptor,
    );
  };
}

function sizeOf(bytes: number): string {
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`;
}

async function readBody(limit: number, request: RequestWithBody): Promise<unknown> {
  const { headers, body } = request;
  if (!isJson(headers['content-type'] ?? '')) throw new ProblemError('unsupported_media_type');
  if (body !== undefined && !(body instanceof Uint8Array)) return shallow(body);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new ProblemError('unsupported_media_type');
  const bytes = body ?? (await bodyBytes(request.raw ?? request, limit));
  if (!bytes || bytes.length > limit) throw tooLarge(limit);
  return shallow(parseJson(bytes));
}

/**
 * Parses JSON in UTF-8 (RFC 8259). If a key is repeated, the last one wins.
 * @throws ProblemError `malformed_request` when the body is empty, not UTF-8 or not JSON
 */
function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw malformed('The body is empty. Send a JSON object.');
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text);
    throw malformed(`The body is not valid JSON: see line ${line}, column ${column}.`);
  }
}

/**
 * Returns the value.
 * @throws ProblemError `malformed_request` when the value is nested deeper than 32 levels
 */
function shallow(value: unknown): unknown {
  let level = [value].filter(isContainer);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return value;
}

function malformed(detail: string): ProblemError {
  return new ProblemError('malformed_request', detail);
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError(
    'payload_too_large',
    `The body is too large. Send at most ${sizeOf(limit)}.`,
  );
}

/** RFC 8259, section 8.1, allows only UTF-8 between systems. Other parameters have no meaning and are ignored. */
function isJson(contentType: string): boolean {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === 'application/json' && /^(charset="?utf-8"?)?$/.test(charset ?? '');
}
