import type { DataSource } from 'typeorm';
import { NotificationCategoryVersion } from '../../src/messaging/categories/notification-category.entity.js';
import type { Call, PreferenceDriver } from './preference-driver.js';
import type { PreferenceModel } from './preference-model.js';
import { type Answer, isRefusal, type Refusal, type ShownEffective } from './preference-shapes.js';

/** Compares every read with the model. */
export class PreferenceChecks {
  constructor(
    private readonly driver: PreferenceDriver,
    private readonly model: PreferenceModel,
    private readonly dataSource: DataSource,
  ) {}

  async list(call: Call, categories: (string | null)[] | undefined, limit: number) {
    const expected = this.model.list(call.owner.ownerId, categories);
    const read = (cursor?: string) => this.driver.list(call, { categories, limit, cursor });
    expect(await allPages(read, limit)).toEqual(expected);
  }

  async history(call: Call, preferenceId: string | undefined, limit: number) {
    const expected = this.model.history(call.owner.ownerId, preferenceId);
    const read = (cursor?: string) => this.driver.history(call, { preferenceId, limit, cursor });
    expect(await allPages(read, limit)).toEqual(expected);
  }

  async effective(call: Call, categories?: (string | null)[], asOf?: string) {
    const expected = this.model.effective(call.owner.ownerId, categories, asOf);
    const answer = accepted(await this.driver.effective(call, { categories, asOf }));
    const told = ({ preferenceVersion, ...it }: ShownEffective, i: number) =>
      answer[i] && 'preferenceVersion' in answer[i] ? { ...it, preferenceVersion } : it;
    expect(answer).toEqual(expected.map(told));
  }

  /** The versions of the tenant's categories, which no answer shows. */
  recordOf(tenantId: string): Promise<NotificationCategoryVersion[]> {
    return this.dataSource.getRepository(NotificationCategoryVersion).find({
      where: { tenantId },
      order: { version: 'ASC' },
    });
  }

  async edits(tenantId: string): Promise<void> {
    const stored = await this.recordOf(tenantId);
    const versions = new Map<string, number>();
    const expected = this.model.ownEdits.map(({ name, registration, at, actor, credentialId }) => {
      const version = (versions.get(name) ?? 0) + 1;
      versions.set(name, version);
      const deleted = registration === null;
      return { name, version, actor, credentialId, deleted, changedAt: new Date(at) };
    });
    expect(stored).toHaveLength(expected.length);
    expect(stored).toEqual(expect.arrayContaining(expected.map(expect.objectContaining)));
  }
}

export const millisecondBefore = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();

export function accepted<T>(answer: Answer<T>): T {
  if (isRefusal(answer)) throw new Error(`Refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** Reads all pages and joins them. Each page except the last must be full. */
async function allPages<T>(
  read: (cursor?: string) => Promise<Answer<{ items: T[]; nextCursor: string | null }>>,
  limit: number,
): Promise<T[] | Refusal> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    if (isRefusal(page)) return page;
    items.push(...page.items);
    if (page.nextCursor === null) {
      expect(page.items.length).toBeLessThanOrEqual(limit);
      return items;
    }
    expect(page.items).toHaveLength(limit);
    cursor = page.nextCursor;
  }
}
