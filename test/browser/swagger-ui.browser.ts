import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { TestServer } from '../support/test-server.js';

describe('Swagger UI', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    server = await TestServer.start();
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    // Chromium reports what the content security policy refuses as an error.
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(server.url)) {
        errors.push(`asked for ${request.url()}`);
      }
    });
  }, 60_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await server.stop();
  });

  it('stores a preference with "Try it out"', async () => {
    const { key, ownerId } = await server.owner();
    await page.goto(`${server.url}/docs`);

    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await page.getByLabel('auth-bearer-value').fill(key);
    await page.locator('.modal-ux .authorize').click();
    await page.locator('.modal-ux .btn-done').click();

    const operation = page.locator('#operations-Preferences-upsertPreference');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response').first();

    expect(await answer.locator('.response-col_status').innerText()).toContain('200');
    expect(await answer.locator('.response-col_description').innerText()).toContain(
      '"notification_preference"',
    );
    expect(await server.rows.findOneByOrFail({ ownerId })).toMatchObject({
      category: 'billing',
      inAppEnabled: true,
      emailEnabled: true,
      pushEnabled: false,
      digest: 'daily',
    });
    expect(errors).toEqual([]);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  }, 60_000);

  it('shows the required permission and the error statuses of an operation', async () => {
    const operation = page.locator('#operations-Preferences-upsertPreference');
    const text = await operation.innerText();

    expect(text).toContain('Required permission: messaging:update');
    for (const status of ['400', '401', '403', '413', '415', '500', '503']) {
      expect(text).toContain(status);
    }
  });

  it('shows an error status as one line, and the whole answer of a refused request', async () => {
    const operation = page.locator('#operations-Preferences-upsertPreference');
    const documented = operation.locator('.response[data-code="412"]');
    await operation.locator('tr[data-param-name="If-None-Match"] select').selectOption('*');
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table .response').first();
    await answer.getByText('precondition_failed').first().waitFor();

    expect(await documented.innerText()).toMatch(/^412\s+The condition in If-Match [^\n]+$/);
    expect(await documented.locator('.model-example').isVisible()).toBe(false);
    // The browser reports a status that is not 2xx as an error.
    expect(errors.splice(0)).toEqual([expect.stringContaining('412')]);
  }, 60_000);

  it('lists storing before reading, and the history last', async () => {
    const tag = page.locator('#operations-tag-Preferences').locator('xpath=..');
    const ids = await tag.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id));

    expect(ids.map((id) => id.replace('operations-Preferences-', ''))).toEqual([
      'upsertPreference',
      'listPreferences',
      'upsertPreferences',
      'listEffectivePreferences',
      'getPreference',
      'deletePreference',
      'listPreferencesHistory',
      'listPreferenceHistory',
    ]);
  });

  it('offers examples of a request and of a 400', async () => {
    const operation = page.locator('#operations-Preferences-upsertPreference');
    const options = operation.locator('.opblock-section-request-body select option');
    const summaries = await options.allInnerTexts();
    const errorExamples = operation.locator('.response[data-code="400"] option');

    expect(summaries).toEqual(
      expect.arrayContaining([
        'A category: mail once a day',
        'The global default, for all categories without a preference',
        'Everything off for a category',
      ]),
    );
    expect(await errorExamples.allInnerTexts()).toEqual(
      expect.arrayContaining(['A field is missing', 'The body is not JSON']),
    );
  });

  it('keeps the key when the page is loaded again, and lists the schemas closed', async () => {
    await page.reload();
    const schemas = page.locator('section.models');
    await schemas.waitFor();

    expect(await page.locator('.auth-wrapper .authorize.locked').count()).toBe(1);
    expect(await schemas.getAttribute('class')).not.toContain('is-open');
    await page.locator('#operations-Preferences-upsertPreference .opblock-summary-control').click();
    expect(errors).toEqual([]);
  }, 60_000);
});
