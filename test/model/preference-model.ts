import type { Channel, PreferenceValues } from '../../src/index.js';
import {
  type Answer,
  type By,
  type Edit,
  isRefusal,
  type Refusal,
  type Registration,
  type Shown,
  type ShownChange,
  type ShownEffective,
  type Write,
} from './preference-shapes.js';

export const tagOf = ({ id, version }: Pick<Shown, 'id' | 'version'>) => `"${id}.${version}"`;

const NOT_FOUND: Refusal = { refused: 'not_found', positions: [] };
const FAILED: Refusal = { refused: 'precondition_failed', positions: [] };
const SYSTEM_DEFAULT: PreferenceValues = {
  inAppEnabled: true,
  emailEnabled: true,
  pushEnabled: true,
  digest: 'instant',
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const normal = (category: string | null) => category?.normalize('NFC') ?? null;
const byCodePoints = (a: string | null, b: string | null) =>
  Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? ''));

function whole({ inAppEnabled, emailEnabled, pushEnabled, digest }: Write['values']) {
  return { inAppEnabled, emailEnabled, pushEnabled, digest: digest ?? 'instant' };
}

/** The reason why the values disable a channel, or null when they enable it. */
function offBy(values: PreferenceValues, channel: Channel) {
  if (channel === 'in_app') return values.inAppEnabled ? null : 'in_app_disabled';
  if (channel === 'push') return values.pushEnabled ? null : 'push_disabled';
  if (!values.emailEnabled) return 'email_disabled';
  return values.digest === 'off' ? 'digest_off' : null;
}

/**
 * The expected preferences and categories of one tenant. The model stores only the changes, in their order.
 * The state at a moment is the result of all changes up to and including that moment.
 */
export class PreferenceModel {
  private changes: (ShownChange & { ownerId: string })[] = [];
  /** The moments of changes with their owner; a change of the registry has no owner. */
  private readonly seen: [ownerId: string | null, at: string][] = [];
  private readonly created = new Map<string, string>();
  /** Every entity tag that an answer contained. */
  readonly tags: string[] = [];

  constructor(private readonly edits: Edit[] = []) {}

  /** The moments of all changes, including erased ones, for one owner or for all. */
  moments(ownerId?: string): string[] {
    const concerns = (whom: string | null) => !whom || !ownerId || whom === ownerId;
    const found = this.seen.filter(([whom]) => concerns(whom)).map(([, at]) => at);
    return [...new Set(found)].sort();
  }

  /** The ids of all preferences that ever existed, including those of erased owners. */
  get ids(): string[] {
    return [...this.created.keys()];
  }

  stored(ownerId: string, category: string | null, asOf = '9'): Shown | undefined {
    const last = this.changes.findLast(
      (it) => it.ownerId === ownerId && it.category === normal(category) && it.changedAt <= asOf,
    );
    if (!last?.after) return undefined;
    const { preferenceId: id, version, changedAt: updatedAt, after: values } = last;
    const createdAt = this.created.get(id)!;
    return { id, category: last.category, values, version, createdAt, updatedAt };
  }

  list(ownerId: string, categories?: (string | null)[], asOf?: string): Shown[] {
    const wanted = categories?.map(normal);
    return [...new Set(this.changes.map(({ category }) => category))]
      .filter((category) => !wanted || wanted.includes(category))
      .sort(byCodePoints)
      .flatMap((category) => this.stored(ownerId, category, asOf) ?? []);
  }

  get(ownerId: string, id: string): Answer<Shown> {
    return this.list(ownerId).find((it) => it.id === id) ?? NOT_FOUND;
  }

  history(ownerId: string, preferenceId?: string): Answer<ShownChange[]> {
    const found = this.changes
      .filter((it) => it.ownerId === ownerId)
      .filter((it) => preferenceId === undefined || it.preferenceId === preferenceId)
      .map(({ ownerId: _, ...change }) => change);
    if (preferenceId !== undefined && found.length === 0) return NOT_FOUND;
    const key = (it: ShownChange) =>
      `${it.changedAt} ${it.preferenceId} ${String(it.version).padStart(6, '0')}`;
    return found.sort((a, b) => (key(a) < key(b) ? 1 : -1));
  }

  actedForOthers(ownerId: string): number {
    return this.changes.filter((it) => it.actor === ownerId && it.ownerId !== ownerId).length;
  }

  /** The positions of the writes that are rejected. */
  stale(ownerId: string, writes: Write[]): number[] {
    const holds = ({ category, values, ifMatch, ifNoneMatch }: Write) => {
      const stored = this.stored(ownerId, category);
      if (ifNoneMatch) return !stored;
      if (ifMatch === undefined) return true;
      return !!stored && (tagOf(stored) === ifMatch || same(stored.values, whole(values)));
    };
    return [...writes.keys()].filter((position) => !holds(writes[position]!));
  }

  /** The expected answer to a write. Its time, and the id of a new preference, come from the actual answer. */
  written(ownerId: string, { category, values }: Write, by: By, answer: Shown): Shown {
    const before = this.stored(ownerId, category);
    const after = whole(values);
    if (before && same(before.values, after)) return before;
    const { id, createdAt } = before ?? { id: answer.id, createdAt: answer.updatedAt };
    const version = (before?.version ?? 0) + 1;
    if (!before && this.created.has(id)) throw new Error(`${id} is used again.`);
    if (before && answer.updatedAt < before.updatedAt) throw new Error('The time stepped back.');
    this.created.set(id, createdAt);
    this.tags.push(tagOf({ id, version }));
    this.seen.push([ownerId, answer.updatedAt]);
    this.changes.push({
      ...{ ownerId, preferenceId: id, version, category: normal(category) },
      ...{ before: before?.values ?? null, after, changedAt: answer.updatedAt, ...by },
    });
    return this.stored(ownerId, category)!;
  }

  /** The expected answer to a deletion. */
  deletion(ownerId: string, id: string, ifMatch?: string): Answer<null> {
    const stored = this.get(ownerId, id);
    if (ifMatch === undefined) return isRefusal(stored) ? stored : null;
    return !isRefusal(stored) && tagOf(stored) === ifMatch ? null : FAILED;
  }

  deleted(ownerId: string, id: string, by: By, changedAt: string): ShownChange {
    const stored = this.get(ownerId, id) as Shown;
    if (changedAt < stored.updatedAt) throw new Error('The time stepped back.');
    const { category, values: before, version } = stored;
    const change = { preferenceId: id, version: version + 1, category, before, after: null };
    this.seen.push([ownerId, changedAt]);
    this.changes.push({ ownerId, ...change, changedAt, ...by });
    return { ...change, changedAt, ...by };
  }

  erase(ownerId: string): void {
    const nobody = { actor: 'erased', credentialId: null };
    const forget = <T extends { actor: string }>(it: T): T =>
      it.actor === ownerId ? { ...it, ...nobody } : it;
    this.changes = this.changes.filter((it) => it.ownerId !== ownerId).map(forget);
    this.edits.forEach((edit, i) => (this.edits[i] = forget(edit)));
  }

  /** The edits of the tenant's own categories, oldest first. */
  get ownEdits(): Edit[] {
    return this.edits.filter(({ shared }) => !shared);
  }

  edit(edit: Edit): void {
    this.seen.push([null, edit.at]);
    this.edits.push({ ...edit, name: edit.name.normalize('NFC') });
  }

  registered(name: string | null, asOf = '9'): Registration | undefined {
    const last = (shared: boolean) =>
      this.edits.findLast((it) => it.name === name && it.shared === shared && it.at <= asOf);
    return last(false)?.registration ?? last(true)?.registration ?? undefined;
  }

  effective(ownerId: string, asked?: (string | null)[], asOf?: string): ShownEffective[] {
    const stored = this.list(ownerId, undefined, asOf).map(({ category }) => category);
    const registered = this.edits
      .map(({ name }) => name)
      .filter((name) => this.registered(name, asOf));
    const every = [null, ...stored, ...registered].sort(byCodePoints);
    return [...new Set(asked?.map(normal) ?? every)].map((category) => {
      const own = category === null ? undefined : this.stored(ownerId, category, asOf);
      const preference = own ?? this.stored(ownerId, null, asOf);
      const rules = this.registered(category, asOf);
      const fallback = rules?.defaultPreference ?? SYSTEM_DEFAULT;
      const values = preference?.values ?? fallback;
      const stateOf = (channel: Channel) => {
        if (rules?.requiredChannels.includes(channel)) return { enabled: true, reason: 'required' };
        const waits = rules?.optIn && !own && offBy(fallback, channel);
        const reason = waits ? 'not_opted_in' : offBy(values, channel);
        return { enabled: !reason, reason };
      };
      const emailState = () => {
        const { enabled, reason } = stateOf('email');
        const digest = reason === 'required' ? 'instant' : values.digest;
        return { enabled, digest: enabled ? digest : null, reason };
      };
      const byDefault = rules?.defaultPreference ? 'category_default' : 'system_default';
      const source = own ? 'category' : preference ? 'global_default' : byDefault;
      return {
        ...{ category, source, values },
        preferenceId: preference?.id ?? null,
        preferenceVersion: preference?.version ?? null,
        channels: { in_app: stateOf('in_app'), email: emailState(), push: stateOf('push') },
        asOf: source === 'system_default' ? null : (asOf ?? null),
      } as ShownEffective;
    });
  }
}
