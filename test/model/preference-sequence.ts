import type { DataSource } from 'typeorm';
import { accepted, millisecondBefore, PreferenceChecks } from './preference-checks.js';
import type { Command, Condition, ConditionalWrite, Moment } from './preference-commands.js';
import { byOf, type Call, type Party, type PreferenceDriver } from './preference-driver.js';
import { PreferenceModel, tagOf } from './preference-model.js';
import { type Edit, isRefusal, type Write } from './preference-shapes.js';

/** An id that no preference has. */
const UNKNOWN = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

let tenants = 0;

/** Runs commands one after another for a new tenant, and applies them to the model. */
export class Sequence {
  private requests = 0;
  private readonly concerned = new Set<Party>();

  private constructor(
    private readonly driver: PreferenceDriver,
    private readonly parties: Party[],
    private readonly model: PreferenceModel,
    private readonly checks: PreferenceChecks,
  ) {}

  /** The same owner names are used in every tenant, where they are different owners. */
  static async begin(driver: PreferenceDriver, dataSource: DataSource, shared: Edit[]) {
    const tenantId = `tenant-${(tenants += 1)}`;
    const names = ['ada', 'ben', 'c y/d'];
    const parties = await Promise.all(names.map((name) => driver.party(tenantId, name)));
    const model = new PreferenceModel([...shared]);
    return new Sequence(driver, parties, model, new PreferenceChecks(driver, model, dataSource));
  }

  async run(commands: Command[]): Promise<void> {
    for (const command of commands) await this.step(command);
  }

  /** Compares every read with the model, now and as of each change, in pages of `limit`. */
  async check(limit: number): Promise<void> {
    for (const owner of this.parties) {
      const call = this.call(owner, owner);
      await this.checks.list(call, undefined, limit);
      await this.checks.history(call, undefined, limit);
      await this.checks.effective(call);
      const [first, ...moments] = this.concerned.has(owner)
        ? this.model.moments(owner.ownerId)
        : [];
      const all = first === undefined ? [] : [millisecondBefore(first), first, ...moments];
      for (const asOf of all) await this.checks.effective(call, undefined, asOf);
    }
    await this.checks.edits(this.parties[0]!.tenantId);
  }

  private call(owner: Party, actor: Party): Call {
    return { owner, actor, requestId: `request-${(this.requests += 1)}` };
  }

  private async step(command: Command): Promise<void> {
    const { driver, model } = this;
    const call = this.call(this.parties[command.owner]!, this.parties[command.actor]!);
    const { ownerId } = call.owner;
    this.concerned.add(call.owner);
    switch (command.kind) {
      case 'put':
        return this.put(call, this.writeOf(ownerId, command.write));
      case 'batch':
        return this.batch(
          call,
          command.writes.map((write) => this.writeOf(ownerId, write)),
        );
      case 'delete':
        return this.delete(call, command.target, command.condition);
      case 'erase':
        expect(await driver.erase(call)).toBeNull();
        return model.erase(ownerId);
      case 'export':
        return expect(await driver.export(call)).toEqual({
          preferences: model.list(ownerId),
          history: model.history(ownerId),
          actedForOthers: model.actedForOthers(ownerId),
        });
      case 'putCategory':
        return this.putCategory(call, command);
      case 'deleteCategory':
        return this.deleteCategory(call, command.name);
      case 'effective': {
        const withNull = command.withNull && driver.asksForNull ? [null] : [];
        const categories = command.names ? [...command.names, ...withNull] : undefined;
        return this.checks.effective(call, categories, this.momentOf(command.asOf));
      }
      case 'history': {
        const id = command.target === null ? undefined : this.idOf(command.target);
        return this.checks.history(call, id, command.limit);
      }
      case 'list':
        return this.checks.list(call, command.categories ?? undefined, command.limit);
      case 'get': {
        const id = this.idOf(command.target);
        return expect(await driver.get(call, id)).toEqual(model.get(ownerId, id));
      }
    }
  }

  private async put(call: Call, write: Write): Promise<void> {
    const { ownerId } = call.owner;
    const answer = await this.driver.upsert(call, write);
    if (this.model.stale(ownerId, [write]).length > 0) {
      return expect(answer).toEqual(refusedAt([]));
    }
    const shown = accepted(answer);
    expect(shown).toEqual(this.model.written(ownerId, write, byOf(call), shown));
  }

  private async batch(call: Call, writes: Write[]): Promise<void> {
    const { ownerId } = call.owner;
    const answer = await this.driver.upsertMany(call, writes);
    const stale = this.model.stale(ownerId, writes);
    if (stale.length > 0) return expect(answer).toEqual(refusedAt(stale));
    const shown = accepted(answer);
    expect(shown).toHaveLength(writes.length);
    writes.forEach((write, i) => {
      expect(shown[i]).toEqual(this.model.written(ownerId, write, byOf(call), shown[i]!));
    });
  }

  private async delete(
    call: Call,
    target: string | null | { seen: number },
    condition: Condition,
  ): Promise<void> {
    const { driver, model } = this;
    const { ownerId } = call.owner;
    const isSeen = typeof target === 'object' && target !== null;
    const id = isSeen ? this.idOf(target.seen) : (model.stored(ownerId, target)?.id ?? UNKNOWN);
    const tag = this.tagFor(ownerId, id, condition);
    const expected = model.deletion(ownerId, id, tag);
    expect(await driver.delete(call, id, tag)).toEqual(expected);
    if (expected) return;
    const request = { preferenceId: id, limit: 1 };
    const [change] = accepted(await driver.history(call, request)).items;
    expect(change).toEqual(model.deleted(ownerId, id, byOf(call), change!.changedAt));
  }

  private async putCategory(
    call: Call,
    { name, registration }: Extract<Command, { kind: 'putCategory' }>,
  ): Promise<void> {
    const before = this.lastEditOf(name);
    const answer = accepted(await this.driver.putCategory(call, name, registration));
    expect(answer).toMatchObject({ name: name.normalize('NFC'), ...registration });
    const edit = { name, shared: false, registration, at: answer.updatedAt };
    if (JSON.stringify(before?.registration) === JSON.stringify(registration)) {
      return expect(answer.updatedAt).toBe(before?.at);
    }
    expect(answer.updatedAt >= (before?.at ?? '')).toBe(true);
    const { actor, credentialId } = byOf(call);
    this.model.edit({ ...edit, actor, credentialId });
  }

  private async deleteCategory(call: Call, name: string): Promise<void> {
    const before = this.lastEditOf(name);
    const answer = await this.driver.deleteCategory(call, name);
    if (!before?.registration) {
      return expect(answer).toEqual({ refused: 'not_found', positions: [] });
    }
    expect(answer).toBeNull();
    const record = await this.checks.recordOf(call.owner.tenantId);
    const { changedAt } = record.findLast((it) => it.name === name.normalize('NFC'))!;
    const { actor, credentialId } = byOf(call);
    const at = changedAt.toISOString();
    this.model.edit({ name, shared: false, registration: null, at, actor, credentialId });
  }

  private lastEditOf(name: string): Edit | undefined {
    return this.model.ownEdits.findLast((edit) => edit.name === name.normalize('NFC'));
  }

  private writeOf(ownerId: string, { condition, ...write }: ConditionalWrite): Write {
    if (condition === 'absent') return { ...write, ifNoneMatch: '*' };
    const { id = UNKNOWN } = this.model.stored(ownerId, write.category) ?? {};
    return { ...write, ifMatch: this.tagFor(ownerId, id, condition) };
  }

  private tagFor(ownerId: string, id: string, condition: Condition): string | undefined {
    if (condition === 'none' || condition === 'absent') return undefined;
    if (condition !== 'current') return nth(this.model.tags, condition.seen) ?? `"${UNKNOWN}.1"`;
    const stored = this.model.get(ownerId, id);
    return isRefusal(stored) ? `"${UNKNOWN}.1"` : tagOf(stored);
  }

  private idOf(number: number): string {
    return nth(this.model.ids, number) ?? UNKNOWN;
  }

  private momentOf(moment: Moment | null): string | undefined {
    const found = moment && nth(this.model.moments(), moment.seen);
    return found ? (moment.before ? millisecondBefore(found) : found) : undefined;
  }
}

const nth = <T>(items: T[], number: number) => items[number % items.length];

const refusedAt = (positions: number[]) => ({ refused: 'precondition_failed', positions });
