import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { columnsOf, type ValueColumns } from '../channels/preference-values.js';
import { PreferenceValuesResource } from '../channels/value-schemas.js';
import type { NotificationPreferenceVersion } from './notification-preference-version.entity.js';
import type { PreferenceChange } from './preferences.options.js';

/** One real change of a preference as the API returns it. */
@ApiSchema({ name: 'MessagingPreferenceChange' })
export class PreferenceChangeResource {
  @ObjectKind('preference_change')
  object!: 'preference_change';

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The preference that changed.',
    example: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f',
  })
  preference_id!: string;

  @ApiProperty({
    type: 'integer',
    description: 'The version that the change made, counted from 1 without a gap.',
    example: 2,
  })
  version!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The category of the preference; null is the global default.',
    example: 'billing',
  })
  category!: string | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    nullable: true,
    description: 'What was stored; null where the change created the preference.',
    example: { in_app_enabled: true, email_enabled: true, push_enabled: true, digest: 'instant' },
  })
  before!: ValueColumns | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    nullable: true,
    description: 'What was stored then; null where the change deleted the preference.',
    example: { in_app_enabled: true, email_enabled: true, push_enabled: false, digest: 'daily' },
  })
  after!: ValueColumns | null;

  @Moment('When it was made:')
  changed_at!: string;

  @ApiProperty({
    type: String,
    description:
      'Who made it: an owner id, `system`, what the application said, or `erased` for someone who was erased.',
    example: 'ada',
  })
  actor!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The credential that was used, where there was one.',
    example: '1HeddIikNNmACOJfy',
  })
  credential_id!: string | null;

  @ApiProperty({
    type: String,
    description:
      'By what way it came: `api`, `on_behalf` of the owner, `service`, `migration`, or what the application said.',
    example: 'api',
  })
  via!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The request that it came with, where there was one.',
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

/** A deletion's version still holds the last settings. */
function stateIn(version: NotificationPreferenceVersion | null): ValueColumns | null {
  return version && !version.deleted ? columnsOf(version) : null;
}

export const PreferenceChangeListResource = listSchema(
  'MessagingPreferenceChangeList',
  PreferenceChangeResource,
);
