import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import {
  columnsOf,
  EXAMPLE_COLUMNS,
  SYSTEM_DEFAULT,
  type ValueColumns,
} from '../channels/preference-values.js';
import { PreferenceValuesResource } from '../channels/value-schemas.js';
import type { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { PreferenceChange } from './preferences.options.js';

/** One change of a preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreferenceChange' })
export class PreferenceChangeResource {
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

  @ApiProperty({
    type: String,
    description:
      'Who made the change: an owner id, `system`, a value of the host application, or `erased` for an erased owner.',
    example: 'ada',
  })
  actor!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The credential of the actor, if there was one.',
    example: '1HeddIikNNmACOJfy',
  })
  credential_id!: string | null;

  @ApiProperty({
    type: String,
    description:
      'The origin of the change: `api`, `on_behalf` of the owner, `service`, `migration`, or a value of the host ' +
      'application.',
    example: 'api',
  })
  via!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The id of the request that made the change, if there was one.',
    example: '01a206bd-d961-7284-a117-941c95972a1b',
  })
  request_id!: string | null;

  static of(this: void, { before, after }: PreferenceChange): PreferenceChangeResource {
    return {
      object: 'preference_change',
      preference_id: after.preferenceId,
      version: after.version,
      category: after.category,
      before: stateIn(before),
      after: stateIn(after),
      changed_at: after.changedAt.toISOString(),
      actor: after.actor,
      credential_id: after.credentialId,
      via: after.via,
      request_id: after.requestId,
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
