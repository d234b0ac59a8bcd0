import { createRequire } from 'node:module';

/**
 * The application's @nestjs/swagger. It is undefined where the host did not install it, and under Jest before Node
 * 24.9, which cannot require() it.
 */
export const swagger = load();

function load(): typeof import('@nestjs/swagger') | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require('@nestjs/swagger') as typeof import('@nestjs/swagger');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_REQUIRE_ESM') return undefined;
    // If a dependency of @nestjs/swagger is missing, the application must see the error.
    if (code === 'MODULE_NOT_FOUND' && message.includes("'@nestjs/swagger'")) return undefined;
    throw error;
  }
}
