import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ProblemError } from '../http/problem.js';
import { DOCS_PATH, DOCUMENT_PATH } from './paths.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Route {
  path: RegExp;
  methods: string[];
}

/** Which methods each path of the server takes, so that a wrong one is told from an unknown path (RFC 9110, section 15.5.6). */
@Injectable()
export class RouteTable {
  private routes: Route[] = [DOCS_PATH, DOCUMENT_PATH].map((path) => route(path, ['GET']));

  /** Takes over the paths of the server's own OpenAPI document, which stand in the order in which they are matched. */
  learn({ paths }: OpenAPIObject): void {
    for (const [path, item] of Object.entries(paths)) {
      const methods = METHODS.filter((method) => item[method]).map((name) => name.toUpperCase());
      this.routes.push(route(path, methods));
    }
  }

  /** Answers 405 with `Allow` where the path exists and the method does not. */
  readonly middleware = (
    request: IncomingMessage & { originalUrl?: string },
    _response: ServerResponse,
    next: () => void,
  ): void => {
    const [requested = ''] = (request.originalUrl ?? '').split('?', 1);
    const methods = this.routes.find(({ path }) => path.test(requested))?.methods;
    if (!methods || methods.includes(request.method ?? '')) return next();
    const allow = methods.join(', ');
    throw new ProblemError('method_not_allowed', `This path takes ${allow} only.`, {
      headers: { Allow: allow },
    });
  };
}

/** HEAD is answered wherever GET is (RFC 9110, section 9.3.2). Express ignores case and a slash at the end. */
function route(path: string, methods: string[]): Route {
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return {
    path: new RegExp(`^${pattern}/?$`, 'i'),
    methods: methods.includes('GET') ? [...methods, 'HEAD'] : methods,
  };
}
