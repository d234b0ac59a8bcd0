import { listSchema } from '../../http/lists/list.js';
import { ApiProperty, ApiSchema } from '../../http/openapi/openapi.js';
import { Moment, ObjectKind } from '../../http/openapi/resource.schema.js';
import { type Channel, CHANNELS } from '../channels/channels.js';
import { columnsOf, EXAMPLE_COLUMNS, type ValueColumns } from '../channels/preference-values.js';
import { PreferenceValuesResource } from '../channels/value-schemas.js';
import type { NotificationCategory } from './notification-category.entity.js';

/** A registered category as the API returns it. */
@ApiSchema({ name: 'MessagingCategory' })
export class CategoryResource {
  @ObjectKind('notification_category')
  object!: 'notification_category';

  @ApiProperty({
    type: String,
    description: 'The name of the category.',
    example: 'product_news',
  })
  name!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A title for people.',
    example: 'Product news',
  })
  title!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A description for people.',
    example: 'New features, about twice a month.',
  })
  description!: string | null;

  @ApiProperty({
    type: PreferenceValuesResource,
    nullable: true,
    description:
      'The default for owners who have neither a preference for this category nor a global default. ' +
      'If it is null, the system default applies.',
    example: EXAMPLE_COLUMNS,
  })
  default_preference!: ValueColumns | null;

  @ApiProperty({
    type: String,
    isArray: true,
    enum: [...CHANNELS],
    description: "Channels that always deliver, even if the owner's preference turns them off.",
    example: ['in_app'],
  })
  required_channels!: Channel[];

  @ApiProperty({
    type: Boolean,
    description:
      'Whether a channel that `default_preference` turns off needs an opt-in: only an ' +
      "owner's preference for this category can turn it on.",
    example: true,
  })
  opt_in!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Whether all tenants share the category.',
    example: true,
  })
  shared!: boolean;

  @Moment('When the category was registered.')
  created_at!: string;

  @Moment('When one of its values last changed.')
  updated_at!: string;

  static of(this: void, category: NotificationCategory): CategoryResource {
    const { name, title, description, defaultPreference, requiredChannels, optIn } = category;
    return {
      object: 'notification_category',
      name,
      title,
      description,
      default_preference: defaultPreference && columnsOf(defaultPreference),
      required_channels: requiredChannels,
      opt_in: optIn,
      shared: category.tenantId === '',
      created_at: category.createdAt.toISOString(),
      updated_at: category.updatedAt.toISOString(),
    };
  }
}

export const CategoryListResource = listSchema('MessagingCategoryList', CategoryResource);
