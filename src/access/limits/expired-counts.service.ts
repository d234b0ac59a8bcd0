import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ACCESS_OPTIONS, type AccessOptions } from '../access.options.js';

const EVERY_MS = 300_000;

// The servers' clocks may differ: what is over by one may still count by another.
const CLEAR_EXPIRED = 'DELETE FROM access_rate_limit WHERE expire < $1';
const MARGIN_MS = 60_000;

/** Deletes the counts in the database whose window is over, every five minutes. */
@Injectable()
export class ExpiredCountsService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ExpiredCountsService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    if (this.options.rateLimitStore !== 'database') return;
    this.timer = setInterval(() => void this.clear(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Never fails: what is left is for the next time. */
  async clear(): Promise<void> {
    try {
      await this.dataSource.query(CLEAR_EXPIRED, [Date.now() - MARGIN_MS]);
    } catch (error) {
      this.logger.warn(`Counts that are over were not deleted: ${String(error)}`);
    }
  }
}
