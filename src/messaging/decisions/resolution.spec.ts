import { SYSTEM_DEFAULT } from '../channels/preference-values.js';
import { type ResolutionInput, resolvePreference } from './resolution.js';

const ON = {
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: true,
  digest: 'instant',
} as const;
const OFF = {
  inAppEnabled: false,
  emailEnabled: false,
  pushEnabled: false,
  digest: 'off',
} as const;
const on = { enabled: true, reason: null };
const off = (reason: string) => ({ enabled: false, reason });

const resolve = (input: Partial<ResolutionInput> = {}) =>
  resolvePreference({
    values: null,
    isOwn: false,
    defaultPreference: null,
    requiredChannels: null,
    optIn: null,
    ...input,
  });

describe('resolvePreference', () => {
  it.each([
    ['category', { values: OFF, isOwn: true, defaultPreference: ON }, OFF],
    ['global_default', { values: OFF, defaultPreference: ON }, OFF],
    ['category_default', { defaultPreference: OFF }, OFF],
    ['system_default', {}, SYSTEM_DEFAULT],
  ] as const)('takes all values from one source: %s', (source, input, row) => {
    expect(resolve(input)).toMatchObject({ source, ...row });
  });

  it("uses the host's system default", () => {
    const resolution = resolvePreference(
      {
        values: null,
        isOwn: false,
        defaultPreference: null,
        requiredChannels: null,
        optIn: null,
      },
      OFF,
    );

    expect(resolution).toMatchObject({ source: 'system_default', ...OFF });
  });

  it('gives the reason why each channel is off', () => {
    expect(resolve({ values: OFF, isOwn: true }).channels).toEqual({
      in_app: off('in_app_disabled'),
      email: off('email_disabled'),
      push: off('push_disabled'),
    });
    expect(resolve({ values: { ...ON, digest: 'off' }, isOwn: true }).channels).toEqual({
      in_app: on,
      email: off('digest_off'),
      push: on,
    });
  });

  it('delivers on a required channel that the preference turns off', () => {
    const { channels, emailEnabled } = resolve({
      values: OFF,
      isOwn: true,
      requiredChannels: ['email'],
    });

    expect(emailEnabled).toBe(false);
    expect(channels).toEqual({
      in_app: off('in_app_disabled'),
      email: { enabled: true, reason: 'required' },
      push: off('push_disabled'),
    });
  });

  describe('with a category that needs an opt-in', () => {
    const news = {
      optIn: true,
      defaultPreference: { ...ON, emailEnabled: false, pushEnabled: false },
    };

    it('leaves off a channel that its default turns off, although the global default turns it on', () => {
      const channels = { in_app: on, email: off('not_opted_in'), push: off('not_opted_in') };

      expect(resolve(news)).toMatchObject({ source: 'category_default', channels });
      expect(resolve({ ...news, values: ON })).toMatchObject({
        source: 'global_default',
        emailEnabled: true,
        channels,
      });
    });

    it('lets the global default turn off a channel that its default turns on', () => {
      expect(resolve({ ...news, values: OFF }).channels.in_app).toEqual(off('in_app_disabled'));
    });

    it("turns on a channel by the owner's preference for the category", () => {
      expect(resolve({ ...news, values: ON, isOwn: true }).channels).toEqual({
        in_app: on,
        email: on,
        push: on,
      });
    });

    it('treats email as off when the digest of its default is off', () => {
      const defaultPreference = { ...ON, digest: 'off' } as const;

      expect(resolve({ optIn: true, defaultPreference, values: ON }).channels.email).toEqual(
        off('not_opted_in'),
      );
    });
  });
});
