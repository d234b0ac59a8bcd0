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
const emailOn = { enabled: true, digest: 'instant', reason: null };
const emailOff = (reason: string) => ({ enabled: false, digest: null, reason });

const resolve = (input: Partial<ResolutionInput> = {}) =>
  resolvePreference({
    values: null,
    isOwn: false,
    defaultPreference: null,
    requiredChannels: null,
    optIn: null,
    ...input,
  });

describe('resolution', () => {
  it.each([
    ['category', { values: OFF, isOwn: true, defaultPreference: ON }, OFF],
    ['global_default', { values: OFF, defaultPreference: ON }, OFF],
    ['category_default', { defaultPreference: OFF }, OFF],
    ['system_default', {}, SYSTEM_DEFAULT],
  ] as const)('takes all values from the first source that exists: %s', (source, input, row) => {
    expect(resolve(input)).toMatchObject({ source, preference: row });
  });

  it('uses the system default of the host', () => {
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

    expect(resolution).toMatchObject({ source: 'system_default', preference: OFF });
  });

  it('gives the reason why each channel is off', () => {
    expect(resolve({ values: OFF, isOwn: true }).channels).toEqual({
      in_app: off('in_app_disabled'),
      email: emailOff('email_disabled'),
      push: off('push_disabled'),
    });
    expect(resolve({ values: { ...ON, digest: 'off' }, isOwn: true }).channels).toEqual({
      in_app: on,
      email: emailOff('digest_off'),
      push: on,
    });
  });

  it.each(['instant', 'hourly', 'daily'] as const)(
    'email that delivers has the digest %s',
    (digest) => {
      const { email } = resolve({ values: { ...ON, digest }, isOwn: true }).channels;

      expect(email).toEqual({ enabled: true, digest, reason: null });
    },
  );

  it('enables a required channel, and sends it at once, whatever the preference says', () => {
    const { channels, preference } = resolve({
      values: OFF,
      isOwn: true,
      requiredChannels: ['email'],
    });

    expect(preference).toEqual(OFF);
    expect(channels).toEqual({
      in_app: off('in_app_disabled'),
      email: { enabled: true, digest: 'instant', reason: 'required' },
      push: off('push_disabled'),
    });
  });

  describe('an opt-in category', () => {
    const news = {
      optIn: true,
      defaultPreference: { ...ON, emailEnabled: false, pushEnabled: false },
    };

    it('a channel that is off in the category default stays off, whatever the global default says', () => {
      const channels = { in_app: on, email: emailOff('not_opted_in'), push: off('not_opted_in') };

      expect(resolve(news)).toMatchObject({ source: 'category_default', channels });
      expect(resolve({ ...news, values: ON })).toMatchObject({
        source: 'global_default',
        preference: ON,
        channels,
      });
    });

    it('the global default turns off a channel that is on in the category default', () => {
      expect(resolve({ ...news, values: OFF }).channels.in_app).toEqual(off('in_app_disabled'));
    });

    it("the owner's own preference for the category turns its channels on", () => {
      expect(resolve({ ...news, values: ON, isOwn: true }).channels).toEqual({
        in_app: on,
        email: emailOn,
        push: on,
      });
    });

    it('the digest "off" in the category default counts as email that is off', () => {
      const defaultPreference = { ...ON, digest: 'off' } as const;

      expect(resolve({ optIn: true, defaultPreference, values: ON }).channels.email).toEqual(
        emailOff('not_opted_in'),
      );
    });
  });
});
