import fc from 'fast-check';
import type { Registration, Write } from './preference-shapes.js';

/**
 * The tag that a change is made on condition of: the one of what is stored, or one that was given out at some
 * time (by its number, modulo how many there are), or with `absent` none at all: create only.
 */
export type Condition = 'none' | 'current' | 'absent' | { seen: number };

export type ConditionalWrite = Pick<Write, 'category' | 'settings'> & { condition: Condition };

interface Parts {
  put: { write: ConditionalWrite };
  batch: { writes: ConditionalWrite[] };
  /** Of the preference for a category, or of one that there was at some time. */
  delete: { target: string | null | { seen: number }; condition: Condition };
  erase: object;
  export: object;
  putCategory: { name: string; registration: Registration };
  deleteCategory: { name: string };
  effective: { names: string[] | null; withNull: boolean; asOf: Moment | null };
  history: { target: number | null; limit: number };
  list: { categories: (string | null)[] | null; limit: number };
  get: { target: number };
}

/** One of the moments at which something changed, by its number, or the millisecond before it. */
export interface Moment {
  seen: number;
  before: boolean;
}

/** One step of a sequence: who does it, to whom, and what. Owners and actors are numbers, 0 to 2. */
export type Command = {
  [Kind in keyof Parts]: { kind: Kind; owner: number; actor: number } & Parts[Kind];
}[keyof Parts];

/** That all tenants have registered. */
export const SHARED = 'shared';

/** Composed and decomposed, and in another order by UTF-16 units than by code points; few are common, to meet often. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constant('billing') },
  { weight: 2, arbitrary: fc.constant(SHARED) },
  { weight: 3, arbitrary: fc.constantFrom('Billing', 'cafe\u0301', '\uff5a', '\u{1f600}') },
);
const category = fc.oneof(
  { weight: 2, arbitrary: name },
  { weight: 1, arbitrary: fc.constant(null) },
);

const DIGESTS = ['instant', 'hourly', 'daily', 'off'] as const;
const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const flags = {
  inAppEnabled: fc.boolean(),
  emailEnabled: fc.boolean(),
  pushEnabled: fc.boolean(),
};
const digest = fc.constantFrom(...DIGESTS);
const settings = fc.oneof(
  fc.constant(ON),
  fc.record(
    { ...flags, digest },
    { requiredKeys: ['inAppEnabled', 'emailEnabled', 'pushEnabled'] },
  ),
);

const seen = fc.record({ seen: fc.nat({ max: 12 }) });
const ifMatch = [
  { weight: 4, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: fc.constant('current' as const) },
  { weight: 2, arbitrary: seen },
];
const condition = fc.oneof<fc.WeightedArbitrary<Condition>[]>(...ifMatch);
const anyCondition = fc.oneof<fc.WeightedArbitrary<Condition>[]>(...ifMatch, {
  weight: 1,
  arbitrary: fc.constant('absent' as const),
});
const conditionalWrite = fc.record({ category, settings, condition });

const channels = fc.subarray(['in_app', 'email', 'push'] as const);
const registration = fc
  .record({
    title: fc.constantFrom(null, 'A title'),
    defaultPreference: fc.option(fc.record({ ...flags, digest })),
    requiredChannels: channels.map((some) => [...some]),
    optIn: fc.boolean(),
  })
  .map((it): Registration => ({ ...it, optIn: it.optIn && it.defaultPreference !== null }));

const limit = fc.integer({ min: 1, max: 3 });
const target = fc.nat({ max: 12 });

const PARTS: { [Kind in keyof Parts]: [weight: number, parts: fc.Arbitrary<Parts[Kind]>] } = {
  put: [8, fc.record({ write: fc.record({ category, settings, condition: anyCondition }) })],
  batch: [
    4,
    fc.record({
      writes: fc.uniqueArray(conditionalWrite, {
        selector: (write) => write.category,
        minLength: 1,
        maxLength: 4,
      }),
    }),
  ],
  delete: [
    4,
    fc.record({
      target: fc.oneof({ weight: 4, arbitrary: category }, { weight: 1, arbitrary: seen }),
      condition,
    }),
  ],
  erase: [1, fc.constant({})],
  export: [1, fc.constant({})],
  putCategory: [4, fc.record({ name, registration })],
  deleteCategory: [2, fc.record({ name })],
  effective: [
    2,
    fc.record({
      names: fc.option(fc.array(name, { minLength: 1, maxLength: 4 })),
      withNull: fc.boolean(),
      asOf: fc.option(fc.record({ seen: target, before: fc.boolean() })),
    }),
  ],
  history: [1, fc.record({ target: fc.option(target), limit })],
  list: [
    1,
    fc.record({
      categories: fc.option(fc.array(category, { minLength: 1, maxLength: 4 })),
      limit,
    }),
  ],
  get: [1, fc.record({ target })],
};

/** Mostly the first, so that much happens to one. */
const someone = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(2) },
);

const command = fc.oneof(
  ...Object.entries(PARTS).map(([kind, [weight, parts]]) => ({
    weight,
    arbitrary: fc
      .tuple(someone, someone, parts as fc.Arbitrary<object>)
      .map(([owner, actor, some]) => ({ kind, owner, actor, ...some }) as Command),
  })),
);

export const commands = fc.array(command, { minLength: 1, maxLength: 8, size: 'max' });
