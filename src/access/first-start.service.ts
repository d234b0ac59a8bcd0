import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { isEmpty } from './first-start.store.js';
import { OPERATOR } from './grants/grantor.js';

const DEMO = { ownerId: 'demo', name: 'First start' };

/** Creates an API key at the first start of a server with an empty database. */
@Injectable()
export class FirstStartService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly apiKeys: ApiKeysService,
  ) {}

  /** Creates a key of the owner `demo` with a role. Returns undefined when the database is not empty. */
  async demoKey(role: string): Promise<string | undefined> {
    if (!(await isEmpty(this.dataSource.manager))) return undefined;
    const { secret } = await this.apiKeys.create(
      OPERATOR,
      { ...DEMO, role },
      { via: 'first_start' },
    );
    return secret;
  }
}
