import type { Browser, Page } from 'playwright-core';
import type { createBellwetherClient } from '../../src/client/index.js';
import { launchChromium } from '../support/chromium.js';
import { PageServer } from '../support/page-server.js';
import { TestServer } from '../support/test-server.js';

interface ClientModule {
  createBellwetherClient: typeof createBellwetherClient;
}

describe('the typed client in a page of another origin', () => {
  let pages: PageServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    pages = await PageServer.start();
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(pages.origin);
  }, 60_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await pages.stop();
  });

  it('stores, reads, conditionally replaces and deletes a preference', async () => {
    const server = await TestServer.start({ corsOrigins: [pages.origin] });
    const { key } = await server.owner();
    const results = await page.evaluate(useClient, { baseUrl: server.url, credential: key });
    await server.stop();

    expect(results).toEqual({
      stored: [200, 'billing'],
      read: [200, 'billing'],
      headers: [expect.stringMatching(/^".+"$/), expect.stringMatching(/^[\da-f-]{36}$/)],
      replaced: [200, 'off'],
      stale: [412, 'precondition_failed'],
      deleted: 204,
      refused: [401, 'unauthenticated', 'Bearer'],
    });
  }, 60_000);

  it('cannot use a server that does not name its origin', async () => {
    const server = await TestServer.start({ corsOrigins: ['https://app.example.com'] });
    const { key } = await server.owner();
    const result = page.evaluate(useClient, { baseUrl: server.url, credential: key });

    await expect(result).rejects.toThrow('Failed to fetch');
    expect(await server.rows.count()).toBe(0);
    await server.stop();
  }, 60_000);
});

/** Runs in the page. */
async function useClient(options: { baseUrl: string; credential: string }) {
  const path = '/client/index.js';
  const { createBellwetherClient } = (await import(path)) as ClientModule;
  const client = createBellwetherClient(options);
  const preferences = '/v1/messaging/preferences';
  const body = { category: 'billing', in_app_enabled: true, email_enabled: true } as const;
  const stored = await client.PUT(preferences, { body: { ...body, push_enabled: false } });
  const params = { path: { id: stored.data!.id } };
  const read = await client.GET(`${preferences}/{id}`, { params });
  const etag = read.response.headers.get('ETag')!;
  const replace = (digest: 'off' | 'daily') =>
    client.PUT(preferences, {
      params: { header: { 'If-Match': etag } },
      body: { ...body, push_enabled: false, digest },
    });
  const replaced = await replace('off');
  const stale = await replace('daily');
  const deleted = await client.DELETE(`${preferences}/{id}`, { params });
  const refused = await createBellwetherClient({ ...options, credential: 'wrong' }).GET(
    preferences,
  );
  return {
    stored: [stored.response.status, stored.data?.category],
    read: [read.response.status, read.data?.category],
    headers: [etag, read.response.headers.get('X-Request-Id')],
    replaced: [replaced.response.status, replaced.data?.digest],
    stale: [stale.response.status, stale.error?.code],
    deleted: deleted.response.status,
    refused: [
      refused.response.status,
      refused.error?.code,
      refused.response.headers.get('WWW-Authenticate'),
    ],
  };
}
