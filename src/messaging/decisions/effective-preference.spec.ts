import { resolvePreference, type StoredSettings, SYSTEM_DEFAULT } from './effective-preference.js';

const OFF = {
  inAppEnabled: false,
  emailEnabled: false,
  pushEnabled: false,
  digest: 'off',
} as const;
const DAILY = {
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: false,
  digest: 'daily',
} as const;

const global: StoredSettings = { id: 'g', category: null, ...DAILY };
const billing: StoredSettings = { id: 'b', category: 'billing', ...OFF };

describe('the effective preference', () => {
  it("is the category's own, as a whole", () => {
    expect(resolvePreference([global, billing], 'billing')).toEqual({
      category: 'billing',
      source: 'category',
      preferenceId: 'b',
      ...OFF,
    });
  });

  it('is the global default where the category has none', () => {
    expect(resolvePreference([billing, global], 'news')).toEqual({
      category: 'news',
      source: 'global_default',
      preferenceId: 'g',
      ...DAILY,
    });
  });

  it("is the system's default where there is neither: every channel, at once", () => {
    expect(resolvePreference([billing], 'news')).toEqual({
      category: 'news',
      source: 'system_default',
      preferenceId: null,
      ...SYSTEM_DEFAULT,
    });
  });

  it('of no category in particular is the global default', () => {
    expect(resolvePreference([billing, global], null)).toMatchObject({
      category: null,
      source: 'global_default',
    });
  });
});
