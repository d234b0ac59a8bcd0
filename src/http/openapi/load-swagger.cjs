/**
 * Loads the application's @nestjs/swagger. It is undefined where the host did not install it, and under Jest before
 * Node 24.9, which cannot require() an ES module. This file is CommonJS in the server and in the package, because only
 * require() finds an optional package without a wait.
 * @returns {typeof import('@nestjs/swagger') | undefined}
 */
function load() {
  try {
    return require('@nestjs/swagger');
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ERR_REQUIRE_ESM') return undefined;
    // If a dependency of @nestjs/swagger is missing, the application must see the error.
    if (code === 'MODULE_NOT_FOUND' && message.includes("'@nestjs/swagger'")) return undefined;
    throw error;
  }
}

module.exports = { swagger: load() };
