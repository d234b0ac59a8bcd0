/** A server on Nest and TypeORM. It does an upsert and then reads the row. */
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
