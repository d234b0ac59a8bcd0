import { readFile } from 'node:fs/promises';
import type { BatchedChannelState, ChannelState } from '../../src/index.js';
import type { EffectivePreferenceResource } from '../../src/messaging/decisions/effective-preference.resource.js';
import { TestServer, type TestOwner } from '../support/test-server.js';

const values = (in_app: boolean, email: boolean, push: boolean, digest = 'instant') => ({
  in_app_enabled: in_app,
  email_enabled: email,
  push_enabled: push,
  digest,
});

/** The rows of a Markdown table that follows the line beginning with `heading`, cells without their backquotes. */
function tableAfter(heading: string, page: string): string[][] {
  const [, after = ''] = page.split(heading);
  const lines = after.split('\n').slice(1);
  const start = lines.findIndex((line) => line.startsWith('|')) + 2;
  const end = lines.findIndex((line, i) => i >= start && !line.startsWith('|'));
  return lines.slice(start, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/** The worked example of docs/resolution.md. */
describe('the example in docs/resolution.md', () => {
  let server: TestServer;
  let ada: TestOwner;
  let bob: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    ada = await server.owner();
    bob = await server.owner();
    const manager = await server.owner({ role: 'admin' });
    const registered = {
      security: { required_channels: ['email'] },
      marketing: { opt_in: true, default_preference: values(true, false, false) },
      releases: { default_preference: values(true, false, true) },
    };
    for (const [name, body] of Object.entries(registered)) {
      await manager.send('put', `categories/${name}`, body);
    }
    await ada.put({ category: null, ...values(true, true, false, 'daily') });
    await ada.put({ category: 'billing', ...values(true, false, true, 'hourly') });
  });
  afterAll(() => server.stop());

  const shown = ({ enabled, reason }: ChannelState) =>
    [enabled ? 'on' : 'off', reason].filter(Boolean).join(' ');
  const shownEmail = ({ digest, ...state }: BatchedChannelState) =>
    [digest ?? '', shown(state)].filter(Boolean).join(' ');

  const rowsOf = async (owner: TestOwner, query: string) => {
    const { body } = await owner.send('get', `preferences/effective${query}`);
    return body.data.map((item: EffectivePreferenceResource) => {
      const { category, source } = item;
      const { in_app, email, push } = item.channels;

      return [String(category), source, shown(in_app), shownEmail(email), shown(push)];
    });
  };

  it('shows the same effective preferences for Ada as the server', async () => {
    const page = await readFile('docs/resolution.md', 'utf8');
    const documented = tableAfter('So `GET', page).map((row) => row.slice(0, 5));
    const unasked = await rowsOf(ada, '');
    const chat = await rowsOf(ada, '?category=chat');

    expect(documented).toHaveLength(6);
    expect(documented.filter(([name]) => name !== 'chat')).toEqual(unasked);
    expect(documented.filter(([name]) => name === 'chat')).toEqual(chat);
  });

  it('the server answers defaults for Bob, who stored no preference', async () => {
    expect(await rowsOf(bob, '?category=billing&category=chat')).toEqual([
      ['billing', 'system_default', 'on', 'instant on', 'on'],
      ['chat', 'system_default', 'on', 'instant on', 'on'],
    ]);
    expect(await rowsOf(bob, '')).toEqual([
      ['null', 'system_default', 'on', 'instant on', 'on'],
      ['marketing', 'category_default', 'on', 'off not_opted_in', 'off not_opted_in'],
      ['releases', 'category_default', 'on', 'off email_disabled', 'on'],
      ['security', 'system_default', 'on', 'instant on required', 'on'],
    ]);
  });
});
