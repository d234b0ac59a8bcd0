/** Nest and TypeORM as most tutorials have it: find the row, change it, save it. */
import { PreferencesService, serve } from './nest-app.mjs';

const UNIQUE_VIOLATION = '23505';

class FindThenSave extends PreferencesService {
  async store(key, values) {
    try {
      return await this.save(key, values);
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      // Someone else was first; now there is a row to find.
      return this.save(key, values);
    }
  }

  async save(key, values) {
    const row = (await this.repository.findOneBy(key)) ?? this.repository.create(key);
    return this.repository.save(Object.assign(row, values));
  }
}

await serve(FindThenSave);
