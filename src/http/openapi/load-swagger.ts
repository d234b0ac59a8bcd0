import { createRequire } from 'node:module';

/**
 * @nestjs/swagger as the application has it, or undefined: hosts without it need not install it, and Jest
 * cannot require() it before Node 24.9.
 */
export const swagger = load();

function load(): typeof import('@nestjs/swagger') | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require('@nestjs/swagger') as typeof import('@nestjs/swagger');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_REQUIRE_ESM') return undefined;
    // What @nestjs/swagger itself lacks is for the application to know of.
    if (code === 'MODULE_NOT_FOUND' && message.includes("'@nestjs/swagger'")) return undefined;
    throw error;
  }
}
