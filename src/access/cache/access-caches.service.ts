import { Injectable } from '@nestjs/common';
import { TtlCache } from './ttl-cache.js';

/** The PostgreSQL channel (NOTIFY) on which servers announce changes of keys and roles. */
export const INVALIDATION_CHANNEL = 'bellwether_access';

/** Makes the caches of keys and roles. Every change of a key or a role clears all of them. */
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
