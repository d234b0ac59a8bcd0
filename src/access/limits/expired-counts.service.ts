import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BackgroundWork } from '../../background/background-work.service.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import { deleteExpiredCounts } from './rate-limits.store.js';

const EVERY_MS = 300_000;

/** Deletes expired counts from the database every five minutes. */
@Injectable()
export class ExpiredCountsService implements OnModuleInit {
  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly background: BackgroundWork,
  ) {}

  onModuleInit(): void {
    if (this.options.rateLimitStore !== 'database') return;
    this.background.repeat('Deleting expired counts of requests', EVERY_MS, () => this.clear());
  }

  async clear(): Promise<void> {
    await deleteExpiredCounts(this.dataSource.manager);
  }
}
