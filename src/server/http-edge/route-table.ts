import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ProblemError } from '../../http/problems/problem.js';
import type { Middleware } from './middleware.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Route {
  path: RegExp;
  methods: string[];
}

/**
 * The methods of each path of the server, so that a wrong method gets 405 and an unknown path gets 404 (RFC 9110,
 * section 15.5.6).
 */
@Injectable()
export class RouteTable {
  private readonly routes: Route[] = [];

  /** Adds a path that is not in the document and can only be read. */
  addPage(path: string): void {
    this.routes.push(route(path, ['GET']));
  }

  /** Adds the paths of the server's OpenAPI document. Those with fewer parameters are matched first. */
  addPathsOf({ paths }: OpenAPIObject): void {
    const parameters = (path: string) => path.split('{').length;
    const sorted = Object.entries(paths).sort(
      ([one], [other]) => parameters(one) - parameters(other),
    );
    for (const [path, item] of sorted) {
      const methods = METHODS.filter((method) => item[method]).map((name) => name.toUpperCase());
      this.routes.push(route(path, methods));
    }
  }

  /**
   * Answers 405 with `Allow` if the path exists but not with this method.
   * @throws URIError when the path cannot be decoded
   */
  readonly check: Middleware = ({ method = '', url = '' }, _response, next) => {
    const [requested = ''] = url.split('?', 1);
    if (requested.includes('%')) decodeURIComponent(requested);
    const methods = this.routes.find(({ path }) => path.test(requested))?.methods;
    if (!methods || methods.includes(method)) return next();
    const allow = methods.join(', ');
    const headers = { Allow: allow };
    const detail = `This path supports only ${allow}.`;
    next(new ProblemError('method_not_allowed', detail, { headers }));
  };
}

/** Every path with GET has HEAD too (RFC 9110, section 9.3.2). Express ignores a trailing slash. */
function route(path: string, methods: string[]): Route {
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+');
  return {
    path: new RegExp(`^${pattern}/?$`),
    methods: methods.includes('GET') ? [...methods, 'HEAD'] : methods,
  };
}
