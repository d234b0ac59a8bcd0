import { Injectable } from '@nestjs/common';
import type { Owner } from '../caller.js';
import { checkedCategory } from '../preferences/checked-preference.js';
import { type CallContext, PreferencesService } from '../preferences/preferences.service.js';
import { type EffectivePreference, resolvePreference } from './effective-preference.js';

/** Says what holds for an owner, out of what they stored and the defaults behind it. */
@Injectable()
export class DecisionsService {
  constructor(private readonly preferences: PreferencesService) {}

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
    return resolvePreference(await this.preferences.bearingOn(owner, name, context), name);
  }
}
