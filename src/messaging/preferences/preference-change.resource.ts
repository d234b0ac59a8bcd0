import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { shownProvenance, withShownProvenance } from '../callers/provenance.resource.js';
import {
  columnsOf,
  EXAMPLE_COLUMNS,
  SYSTEM_DEFAULT,
  type ValueColumns,
} from '../channels/preference-values.js';
import { PreferenceValuesResource } from '../channels/value-schemas.js';
import type { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { PreferenceChange } from './preferences.options.js';

class ChangedPreference {
  @ObjectKind('preference_change')
  object!: 'preference_change';

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the preference.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  preference_id!: string;

  @ApiProperty({
    type: 'integer',
    description: 'The version that the change created. Versions are numbered from 1 without gaps.',
    example: 2,
  })
  version!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The category of the preference; null for the global default.',
    example: 'billing',
  })
  category!: string | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    nullable: true,
    description: 'The values before the change; null if the change created the preference.',
    example: columnsOf(SYSTEM_DEFAULT),
  })
  before!: ValueColumns | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    nullable: true,
    description: 'The values after the change; null if the change deleted the preference.',
    example: EXAMPLE_COLUMNS,
  })
  after!: ValueColumns | null;

  @Moment('When the change was made.')
  changed_at!: string;
}

/** One change of a preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreferenceChange' })
export class PreferenceChangeResource extends withShownProvenance(
  ChangedPreference,
  '`api`, `on_behalf` of the owner, `service`, `migration`',
) {
  static of(this: void, { before, after }: PreferenceChange): PreferenceChangeResource {
    return {
      object: 'preference_change',
      preference_id: after.preferenceId,
      version: after.version,
      category: after.category,
      before: stateIn(before),
      after: stateIn(after),
      changed_at: after.changedAt.toISOString(),
      ...shownProvenance(after),
    };
  }
}

/** The values of a version. The version of a deletion has the last values, which are not shown. */
function stateIn(version: NotificationPreferenceVersion | null): ValueColumns | null {
  return version && !version.deleted ? columnsOf(version) : null;
}

export const PreferenceChangeListResource = listSchema(
  'MessagingPreferenceChangeList',
  PreferenceChangeResource,
);
