import { Field } from '../../http/input/field.decorator.js';
import { items, nullable } from '../../http/input/rules.js';
import { ApiSchema } from '../../http/openapi/openapi.js';
import { idRule } from '../callers/caller.js';
import { categoryRule } from '../categories/category-name.js';
import { MAX_OWNERS } from './decisions-for-many.service.js';

/** The notification and the recipients of a preview. */
@ApiSchema({ name: 'MessagingDecisionPreviewInput' })
export class DecisionPreviewInput {
  /** Null means every category with neither a preference nor a registration. */
  @Field(nullable(categoryRule), {
    description:
      'The category of the notification; null means every category with neither a preference nor a registration.',
    example: 'billing',
  })
  category!: string | null;

  /** The recipients. A repeated one counts once. */
  @Field(items(idRule, MAX_OWNERS), {
    description: 'The recipients, in the tenant of your credential. A repeated one counts once.',
    example: ['ada', 'bob'],
  })
  ownerIds!: readonly string[];
}
