import {
  applyDecorators,
  Controller,
  type Type,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { RequestIdGuard } from '../../http/requests/request-id.js';
import 'reflect-metadata';
import { ProblemFilter } from '../../http/problems/problem.filter.js';

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

/**
 * Makes a controller with another path before its own path. It is a new class, because two applications in one process
 * may use different paths.
 */
export function mountedAt(path: string, controller: Type<object>): Type<object> {
  if (path === DEFAULT_PATH) return controller;
  const mounted = class extends controller {};
  Object.defineProperty(mounted, 'name', { value: controller.name });
  at(`${path}/${Reflect.getMetadata(RELATIVE_PATH, controller) as string}`)(mounted);
  return mounted;
}
