import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Owner } from '../caller.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { PreferenceVersionId } from './entity-tag.js';

/** Tells the host of changes, through its option `onChange`. */
@Injectable()
export class ChangesService {
  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions) {}

  /** Tells of the changes that made these versions, within the transaction of `manager` that wrote them. */
  async announce(
    { tenantId, ownerId }: Required<Owner>,
    written: readonly PreferenceVersionId[],
    manager: EntityManager,
  ): Promise<void> {
    if (!this.options.onChange) return;
    const versions = await manager.find(NotificationPreferenceVersion, {
      where: written.map(({ id, version }) => ({
        tenantId,
        ownerId,
        preferenceId: id,
        version: In([version - 1, version]),
      })),
      order: { category: 'ASC', version: 'ASC' },
    });
    const changes = versions
      .filter(({ preferenceId, version }) =>
        written.some((it) => it.id === preferenceId && it.version === version),
      )
      .map((after) => ({ before: versionBefore(after, versions), after }));
    await this.options.onChange(changes, manager);
  }
}

function versionBefore(
  { preferenceId, version }: NotificationPreferenceVersion,
  versions: readonly NotificationPreferenceVersion[],
): NotificationPreferenceVersion | null {
  const isBefore = (it: NotificationPreferenceVersion) =>
    it.preferenceId === preferenceId && it.version === version - 1;
  return versions.find(isBefore) ?? null;
}
