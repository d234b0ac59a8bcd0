import {
  applyDecorators,
  Controller,
  type ExecutionContext,
  type Type,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { RequestIdGuard } from '../../http/requests/request-id.js';
import 'reflect-metadata';
import { ProblemFilter } from '../../http/problems/problem.filter.js';
import { BEARER_SCHEME, secureWith } from './security-scheme.js';

/** The default path before the paths of the controllers. */
export const DEFAULT_PATH = 'v1/messaging';

const RELATIVE_PATH = 'bellwether:relative-path';

const at = (path: string) => Controller({ path, version: VERSION_NEUTRAL });

/** Declares a controller with a path, a filter and a guard, so that it behaves the same in every host. */
export function MessagingController(relativePath: string): ClassDecorator {
  return applyDecorators(
    at(`${DEFAULT_PATH}/${relativePath}`),
    Reflect.metadata(RELATIVE_PATH, relativePath),
    UseFilters(ProblemFilter),
    UseGuards(RequestIdGuard),
  );
}

/** How a host mounts the controllers. */
export interface Mounting {
  /** The path before the paths of the controllers. */
  path: string;
  /** Decorators of the host. */
  decorators: readonly ClassDecorator[];
  /** The name of the host's OpenAPI security scheme. */
  securityScheme: string;
}

/**
 * Makes a controller for one application. It is a new class, because another application in the process may mount the
 * controller differently.
 */
export function mounted(
  controller: Type<object>,
  { path, decorators, securityScheme }: Mounting,
): Type<object> {
  const own = class extends controller {};
  Object.defineProperty(own, 'name', { value: controller.name });
  const relativePath = Reflect.getMetadata(RELATIVE_PATH, controller) as string;
  applyDecorators(at(`${path}/${relativePath}`), ...decorators)(own);
  if (securityScheme !== BEARER_SCHEME) secureWith(securityScheme, own);
  return own;
}

/**
 * Whether a request goes to a route of `MessagingModule`, for a guard, an interceptor or a filter that treats these
 * routes differently.
 */
export function isMessagingRoute(context: ExecutionContext): boolean {
  return Reflect.hasMetadata(RELATIVE_PATH, context.getClass());
}
