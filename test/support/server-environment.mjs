/**
 * The environment variables of a server in its own process: PATH and HOME of this process, a free port, and no grace
 * period at its stop, unless `env` says otherwise.
 * @param {Record<string, string | undefined>} env
 */
export function serverEnvironment(env) {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, PORT: '0', SHUTDOWN_GRACE: '0', ...env };
}
