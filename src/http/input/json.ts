import { ProblemError } from '../problems/problem.js';

const MAX_DEPTH = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The value of a JSON text in UTF-8 (RFC 8259). Of a repeated key the last one wins.
 * @throws ProblemError `malformed_request` when it is empty, not UTF-8 or not JSON
 */
export function parseJson(bytes: Uint8Array): unknown {
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
    throw malformed('The body is not valid JSON.');
  }
}

/**
 * Refuses a value nested deeper than 32 levels, because what validates it recurses.
 * @throws ProblemError `malformed_request`
 */
export function assertShallow(value: unknown): void {
  let level = isContainer(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function malformed(detail: string): ProblemError {
  return new ProblemError('malformed_request', detail);
}
