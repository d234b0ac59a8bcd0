import { categoryFault, normalizedCategory } from '../category-name.js';
import { CHANNELS } from '../channel.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { checkedSettings } from '../preference-settings.js';
import type { CategoryInput } from './category.input.js';

/**
 * A category's name as it is stored.
 * @throws InvalidInputError
 */
export function checkedCategoryName(name: string): string {
  const isText = typeof (name as unknown) === 'string';
  const normalized = isText ? normalizedCategory(name) : '';
  const fault = isText ? categoryFault(normalized) : 'must be a string.';
  if (fault) throw new InvalidInputError('name', fault);
  return normalized;
}

/**
 * Everything that is registered of a category, with what was left out filled in.
 * @throws InvalidInputError
 */
export function checkedRegistration(input: CategoryInput) {
  const { title = null, description = null, defaultPreference = null } = input;
  const { requiredChannels = [], optIn = false } = input;
  for (const [field, text] of Object.entries({ title, description }) as [string, unknown][]) {
    const fits = text === null || (typeof text === 'string' && isStorable(text));
    if (!fits) throw new InvalidInputError(field, 'must be a storable text or null.');
  }
  if (!isChannelList(requiredChannels)) {
    throw new InvalidInputError('requiredChannels', `must be a list of ${CHANNELS.join(', ')}.`);
  }
  if (typeof (optIn as unknown) !== 'boolean') {
    throw new InvalidInputError('optIn', 'must be a boolean.');
  }
  if (optIn && !defaultPreference) throw withoutDefault();
  return {
    title,
    description,
    defaultPreference: defaultPreference && checkedSettings(defaultPreference),
    requiredChannels: CHANNELS.filter((channel) => requiredChannels.includes(channel)),
    optIn,
  };
}

/** Which channels wait to be opted into is what the default leaves off: without one there are none. */
function withoutDefault(): InvalidInputError {
  return new InvalidInputError('defaultPreference', 'must be given where optIn is true.');
}

function isChannelList(channels: unknown): boolean {
  const known: readonly unknown[] = CHANNELS;
  return Array.isArray(channels) && channels.every((channel) => known.includes(channel));
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
