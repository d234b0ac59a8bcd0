import { Inject, Injectable } from '@nestjs/common';
import type { CallContext } from '../call-context.js';
import type { Owner } from '../caller.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging.options.js';
import { checkedCategory } from '../preferences/checked-preference.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { type EffectivePreference, resolvePreference } from './effective-preference.js';

/** Says what holds for an owner, out of what they stored and the defaults behind it. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly preferences: PreferencesService,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /**
   * What holds for the owner in `category`, in one query; null asks for every category that has no
   * preference of its own. It joins the transaction of `context.manager`.
   * @throws InvalidInputError before anything is asked of the database
   */
  async effectivePreference(
    owner: Owner,
    category: string | null,
    context?: CallContext,
  ): Promise<EffectivePreference> {
    const name = checkedCategory(category);
    const stored = await this.preferences.bearingOn(owner, name, context);
    return resolvePreference(stored, name, this.options.systemDefault);
  }
}
