import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { NotificationPreference } from './notification-preference.entity.js';

type Written = Pick<NotificationPreference, 'tenantId' | 'ownerId' | 'id' | 'version'>;

/** Tells the host of changes, through its option `onChange`. */
@Injectable()
export class ChangesService {
  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions) {}

  /** Tells of the change that made `written` what it is, within the transaction of `manager` that wrote it. */
  async announce(
    { tenantId, ownerId, id, version }: Written,
    manager: EntityManager,
  ): Promise<void> {
    if (!this.options.onChange) return;
    const versions = await manager.find(NotificationPreferenceVersion, {
      where: { tenantId, ownerId, preferenceId: id, version: In([version - 1, version]) },
      order: { version: 'DESC' },
    });
    const [after, before = null] = versions as [NotificationPreferenceVersion];
    await this.options.onChange([{ before, after }], manager);
  }
}
