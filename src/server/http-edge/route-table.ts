import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ProblemError } from '../../http/problems/problem.js';
import type { Middleware } from './middleware.js';
import { DOCS_PATH, DOCUMENT_PATH } from '../openapi/paths.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Route {
  path: RegExp;
  methods: string[];
}

/**
 * Which methods each path of the server takes, so that a wrong one is told from an unknown path (RFC 9110,
 * section 15.5.6).
 */
@Injectable()
export class RouteTable {
  private readonly routes: Route[] = [DOCS_PATH, DOCUMENT_PATH].map((path) => route(path, ['GET']));

  /** Takes over the paths of the server's own OpenAPI document, which stand in the order in which they are matched. */
  learn({ paths }: OpenAPIObject): void {
    for (const [path, item] of Object.entries(paths)) {
      const methods = METHODS.filter((method) => item[method]).map((name) => name.toUpperCase());
      this.routes.push(route(path, methods));
    }
  }

  /**
   * Answers 405 with `Allow` where the path exists and the method does not.
   * @throws URIError where the path cannot be decoded
   */
  readonly check: Middleware = ({ method = '', url = '' }, _response, next) => {
    const [requested = ''] = url.split('?', 1);
    if (requested.includes('%')) decodeURIComponent(requested);
    const methods = this.routes.find(({ path }) => path.test(requested))?.methods;
    if (!methods || methods.includes(method)) return next();
    const allow = methods.join(', ');
    const headers = { Allow: allow };
    next(new ProblemError('method_not_allowed', `This path takes ${allow} only.`, { headers }));
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
