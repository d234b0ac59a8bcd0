import { ApiProperty, ApiSchema } from '../../http/openapi.js';
import { PreferenceChangeResource } from '../preferences/preference-change.resource.js';
import { PreferenceResource } from '../preferences/preference.resource.js';
import { Moment, ObjectKind } from '../settings.schema.js';
import type { OwnerExport } from './owners.service.js';

/** Everything that is stored of one owner, as the API returns it. */
@ApiSchema({ name: 'MessagingOwnerExport' })
export class OwnerExportResource {
  @ObjectKind('owner_export')
  object!: 'owner_export';

  @ApiProperty({ type: String, description: 'Whose it is.', example: 'ada' })
  owner_id!: string;

  @Moment('When it was taken:')
  exported_at!: string;

  @ApiProperty({
    type: [PreferenceResource],
    description: 'The preferences as they are, by category, the global default first.',
    example: [],
  })
  preferences!: PreferenceResource[];

  @ApiProperty({
    type: [PreferenceChangeResource],
    description: 'Every change, deletions included, the latest first.',
    example: [],
  })
  history!: PreferenceChangeResource[];

  @ApiProperty({
    type: 'integer',
    description: "In how many changes of others' preferences the owner is the one who made them.",
    example: 0,
  })
  acted_for_others!: number;

  static of(this: void, owner: OwnerExport): OwnerExportResource {
    return {
      object: 'owner_export',
      owner_id: owner.ownerId,
      exported_at: owner.exportedAt.toISOString(),
      preferences: owner.preferences.map(PreferenceResource.of),
      history: owner.history.map(PreferenceChangeResource.of),
      acted_for_others: owner.actedForOthers,
    };
  }
}
