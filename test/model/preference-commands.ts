import fc from 'fast-check';
import type { Registration, Write } from './preference-shapes.js';

/**
 * The condition of a change: none, the tag of the stored preference, a tag that an earlier answer had (by its
 * number, modulo the count of all tags), or `absent`, which only allows the preference to be created.
 */
export type Condition = 'none' | 'current' | 'absent' | { seen: number };

export type ConditionalWrite = Pick<Write, 'category' | 'values'> & { condition: Condition };

interface Parts {
  put: { write: ConditionalWrite };
  batch: { writes: ConditionalWrite[] };
  /** The preference for a category, or one that existed at some time. */
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

/** The time of a change, by the number of the change, or the millisecond before it. */
export interface Moment {
  seen: number;
  before: boolean;
}

/** One step of a sequence: the kind of call, its owner and its actor. Owners and actors are numbers, 0 to 2. */
export type Command = {
  [Kind in keyof Parts]: { kind: Kind; owner: number; actor: number } & Parts[Kind];
}[keyof Parts];

/** The name of a category that is registered for all tenants. */
export const SHARED = 'shared';

/**
 * Few names, so that calls often share one. One is decomposed; two sort differently by UTF-16 units and by code points.
 */
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
const values = fc.oneof(
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
const conditionalWrite = fc.record({ category, values, condition });

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
  put: [8, fc.record({ write: fc.record({ category, values, condition: anyCondition }) })],
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

/** Mostly the first party, so that many calls concern the same one. */
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
