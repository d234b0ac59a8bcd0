import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { timingSafeEqual } from 'node:crypto';
import type { Repository } from 'typeorm';
import type { Owner } from '../messaging/caller.js';
import { ApiKey } from './api-key.entity.js';
import { newApiKey, readApiKey } from './api-key.js';

const NO_SECRET = Buffer.alloc(32);

/** Keeps the API keys. */
@Injectable()
export class ApiKeysService {
  constructor(@InjectRepository(ApiKey) private readonly keys: Repository<ApiKey>) {}

  /**
   * Makes a key for an owner.
   * @returns its text, which cannot be had again
   */
  async create({ ownerId, tenantId = '' }: Owner, role: string): Promise<string> {
    const { text, id, secretHash } = newApiKey();
    await this.keys.insert({ id, secretHash, tenantId, ownerId, role, createdAt: new Date() });
    return text;
  }

  /** The stored key that `text` is, or undefined. An unknown key and a wrong secret take the same steps. */
  async find(text: string): Promise<ApiKey | undefined> {
    const presented = readApiKey(text);
    if (!presented) return undefined;
    const stored = await this.keys.findOneBy({ id: presented.id });
    const same = timingSafeEqual(presented.secretHash, stored?.secretHash ?? NO_SECRET);
    return stored && same ? stored : undefined;
  }
}
