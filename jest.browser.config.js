import config from './jest.config.js';

/** The tests that need a browser: Debian's `chromium` package, or any Chromium that `CHROMIUM` names. */
export default { ...config, testMatch: ['**/test/browser/*.browser.ts'] };
