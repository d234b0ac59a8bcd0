/** Nest and TypeORM with an upsert, and the row read afterwards. */
import { PreferencesService, serve } from './nest-app.mjs';

const ON_CONFLICT = {
  conflictPaths: ['tenant_id', 'owner_id', 'category'],
  skipUpdateIfNoValuesChanged: true,
};

class UpsertThenFind extends PreferencesService {
  async store(key, values) {
    await this.repository.upsert({ ...key, ...values }, ON_CONFLICT);
    return this.repository.findOneByOrFail(key);
  }
}

await serve(UpsertThenFind);
