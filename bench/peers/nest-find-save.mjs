/** A server on Nest and TypeORM, written like most tutorials: find the row, change it, save it. */
import { PreferencesService, serve } from './nest-app.mjs';

const UNIQUE_VIOLATION = '23505';

class FindThenSave extends PreferencesService {
  async store(key, values) {
    try {
      return await this.save(key, values);
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      // Another request has inserted the row since, so `save` finds it now.
      return this.save(key, values);
    }
  }

  async save(key, values) {
    const row = (await this.repository.findOneBy(key)) ?? this.repository.create(key);
    return this.repository.save(Object.assign(row, values));
  }
}

await serve(FindThenSave);
