import { Injectable } from '@nestjs/common';
import { TtlCache } from './ttl-cache.js';

/** The channel of PostgreSQL on which servers tell each other that a key or a role has changed. */
export const INVALIDATION_CHANNEL = 'bellwether_access';

/** The caches of keys and roles. Whatever changes a key or a role clears all of them. */
@Injectable()
export class AccessCaches {
  private readonly caches: TtlCache<object>[] = [];

  create<V extends object>(): TtlCache<V> {
    const cache = new TtlCache<V>();
    this.caches.push(cache as unknown as TtlCache<object>);
    return cache;
  }

  clear(): void {
    for (const cache of this.caches) cache.clear();
  }
}
