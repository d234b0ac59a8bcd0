import type { INestApplication } from '@nestjs/common';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CategoriesService,
  DecisionsService,
  type NotificationCategory,
  type NotificationPreference,
  OwnersService,
  type Page,
  type PageRequest,
  type PreferenceChange,
  PreferenceHistoryService,
  type PreferenceValues,
  PreferencesService,
} from '../../src/index.js';
import { shownExport } from './preference-http-driver.js';
import type {
  Answer,
  By,
  Refusal,
  Registration,
  Shown,
  ShownChange,
  ShownEffective,
  Write,
} from './preference-shapes.js';

/** An owner of preferences, who can also act for other owners. */
export interface Party {
  tenantId: string;
  ownerId: string;
  credentialId: string;
  key?: string;
}

/** The actor of a call and the owner whose data it concerns. */
export interface Call {
  owner: Party;
  actor: Party;
  requestId: string;
}

export interface ShownCategory extends Registration {
  name: string;
  createdAt: string;
  updatedAt: string;
}

export interface ShownExport {
  preferences: Shown[];
  history: ShownChange[];
  actedForOthers: number;
}

export interface EffectiveRequest {
  categories?: (string | null)[];
  asOf?: string;
}

/** Makes every call about preferences through HTTP or the services. The results have the same shape for both. */
export interface PreferenceDriver {
  /** Whether a read of effective preferences can name the global default among categories. */
  readonly asksForNull: boolean;
  party(tenantId: string, ownerId: string): Promise<Party>;
  upsert(call: Call, write: Write): Promise<Answer<Shown>>;
  upsertMany(call: Call, writes: Write[]): Promise<Answer<Shown[]>>;
  delete(call: Call, id: string, ifMatch?: string): Promise<Answer<null>>;
  get(call: Call, id: string): Promise<Answer<Shown>>;
  list(
    call: Call,
    request: PageRequest & { categories?: (string | null)[] },
  ): Promise<Answer<Page<Shown>>>;
  history(
    call: Call,
    request: PageRequest & { preferenceId?: string },
  ): Promise<Answer<Page<ShownChange>>>;
  /** Over HTTP, the results lack the version of the preference. */
  effective(call: Call, request: EffectiveRequest): Promise<Answer<Partial<ShownEffective>[]>>;
  erase(call: Call): Promise<Answer<null>>;
  export(call: Call): Promise<Answer<ShownExport>>;
  putCategory(call: Call, name: string, input: Registration): Promise<Answer<ShownCategory>>;
  deleteCategory(call: Call, name: string): Promise<Answer<null>>;
}

/** The actor and the origin in the record of a change that a call makes. */
export function byOf({ owner, actor, requestId }: Call): By {
  const via = actor.ownerId === owner.ownerId ? 'api' : 'on_behalf';
  return { actor: actor.ownerId, credentialId: actor.credentialId, via, requestId };
}

const valuesIn = (it: PreferenceValues): PreferenceValues => ({
  inAppEnabled: it.inAppEnabled,
  emailEnabled: it.emailEnabled,
  pushEnabled: it.pushEnabled,
  digest: it.digest,
});

const shown = (it: NotificationPreference): Shown => ({
  id: it.id,
  category: it.category,
  values: valuesIn(it),
  version: it.version,
  createdAt: it.createdAt.toISOString(),
  updatedAt: it.updatedAt.toISOString(),
});

const shownChange = ({ before, after }: PreferenceChange): ShownChange => ({
  preferenceId: after.preferenceId,
  version: after.version,
  category: after.category,
  before: before && valuesIn(before),
  after: after.deleted ? null : valuesIn(after),
  changedAt: after.changedAt.toISOString(),
  actor: after.actor,
  credentialId: after.credentialId,
  via: after.via,
  requestId: after.requestId,
});

const shownCategory = (it: NotificationCategory): ShownCategory => ({
  name: it.name,
  title: it.title,
  defaultPreference: it.defaultPreference,
  requiredChannels: it.requiredChannels,
  optIn: it.optIn,
  createdAt: it.createdAt.toISOString(),
  updatedAt: it.updatedAt.toISOString(),
});

const REFUSALS: Record<string, Refusal['refused']> = {
  PreconditionFailedError: 'precondition_failed',
  PreferenceNotFoundError: 'not_found',
  CategoryNotFoundError: 'not_found',
};

async function answerOf<T>(work: Promise<T>): Promise<Answer<T>> {
  try {
    return await work;
  } catch (error) {
    const { name, positions = [] } = error as Error & { positions?: number[] };
    const refused = REFUSALS[name];
    if (!refused) throw error;
    return { refused, positions };
  }
}

const mapped = <T, R>({ items, nextCursor }: Page<T>, map: (item: T) => R): Page<R> => ({
  items: items.map(map),
  nextCursor,
});

const contextOf = (call: Call) => ({
  ...byOf(call),
  credentialId: call.actor.credentialId,
  requestId: call.requestId,
});

const inputOf = ({ category, values, ifMatch }: Write) => ({ category, ...values, ifMatch });

/** Calls the services like a host. */
export function servicesDriver(app: INestApplication): PreferenceDriver {
  const preferences = app.get(PreferencesService, { strict: false });
  const histories = app.get(PreferenceHistoryService, { strict: false });
  const decisions = app.get(DecisionsService, { strict: false });
  const categories = app.get(CategoriesService, { strict: false });
  const owners = app.get(OwnersService, { strict: false });
  const none = (work: Promise<void>) => answerOf(work.then(() => null));
  return {
    asksForNull: true,
    party: (tenantId, ownerId) =>
      Promise.resolve({ tenantId, ownerId, credentialId: `session of ${ownerId}` }),
    upsert: (call, { ifMatch, ifNoneMatch, category, values }) => {
      const context = { ...contextOf(call), ifMatch, ifNoneMatch };
      return answerOf(preferences.upsert(call.owner, { category, ...values }, context).then(shown));
    },
    upsertMany: (call, writes) =>
      answerOf(
        preferences
          .upsertMany(call.owner, writes.map(inputOf), contextOf(call))
          .then((stored) => stored.map(shown)),
      ),
    delete: (call, id, ifMatch) =>
      none(preferences.delete(call.owner, id, { ...contextOf(call), ifMatch })),
    get: (call, id) => answerOf(preferences.get(call.owner, id).then(shown)),
    list: (call, request) =>
      answerOf(preferences.list(call.owner, request).then((page) => mapped(page, shown))),
    history: (call, request) =>
      answerOf(histories.list(call.owner, request).then((page) => mapped(page, shownChange))),
    effective: async (call, { categories, asOf }) => {
      const moment = asOf === undefined ? undefined : new Date(asOf);
      const held = await decisions.effectivePreferences(call.owner, { categories, asOf: moment });
      return held.map(({ ownerId: _, asOf: at, ...it }) => {
        const { category, source, preferenceId, preferenceVersion, channels } = it;
        const values = valuesIn(it.preference);
        const told = { category, source, preferenceId, preferenceVersion, channels, values };
        return { ...told, asOf: at?.toISOString() ?? null };
      });
    },
    erase: (call) => none(owners.erase(call.owner, contextOf(call))),
    export: async (call) => {
      const document = await text(Readable.from(await owners.export(call.owner)));
      return shownExport(JSON.parse(document));
    },
    putCategory: (call, name, input) =>
      answerOf(categories.put(call.actor, name, input, contextOf(call)).then(shownCategory)),
    deleteCategory: (call, name) => none(categories.delete(call.actor, name, contextOf(call))),
  };
}
