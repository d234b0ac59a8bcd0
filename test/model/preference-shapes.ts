import type { Channel, EffectivePreference, PreferenceValues } from '../../src/index.js';

/** The input of a write. An absent digest means `instant`. */
export interface Write {
  category: string | null;
  values: Omit<PreferenceValues, 'digest'> & Partial<PreferenceValues>;
  ifMatch?: string;
  ifNoneMatch?: '*';
}

/** A preference in the shape that both drivers return. Moments are RFC 3339 texts here and below. */
export interface Shown {
  id: string;
  category: string | null;
  values: PreferenceValues;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** The actor of a change, and its origin. */
export interface By {
  actor: string;
  credentialId: string | null;
  via: string;
  requestId: string | null;
}

export interface ShownChange extends By {
  preferenceId: string;
  version: number;
  category: string | null;
  before: PreferenceValues | null;
  after: PreferenceValues | null;
  changedAt: string;
}

export interface Registration {
  title: string | null;
  defaultPreference: PreferenceValues | null;
  requiredChannels: Channel[];
  optIn: boolean;
}

/** One edit of the registry. A null registration is a deletion. */
export interface Edit {
  name: string;
  shared: boolean;
  registration: Registration | null;
  at: string;
  actor: string;
  credentialId: string | null;
}

export type ShownEffective = Pick<
  EffectivePreference,
  'category' | 'source' | 'preferenceId' | 'preferenceVersion' | 'channels'
> & { values: PreferenceValues; asOf: string | null };

export interface Refusal {
  refused: 'not_found' | 'precondition_failed';
  /** The positions of the rejected items of a batch. */
  positions: number[];
}

export type Answer<T> = T | Refusal;

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;
