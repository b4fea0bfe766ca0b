/** Keys of shipped topics that have rules of their own. Without such a topic in the config, its rules have no effect. */

export const EARNINGS = 'earnings';
export const MARKETS = 'markets';
export const FX = 'fx';

/** News of crime may also be about policy, such as competition law. */
export const POLICY = 'policy';

/** The topic of corporate governance and scandals. It is rarely a mere mention, even if its word is last in the title. */
export const GOVERNANCE = 'governance';

/** A title may end with a deal (X、Yに出資), but in a report of results the deal may only be a cause (買収効果で). */
export const DEALS = 'deals';

/** The topic that oil belongs to. Oil is also a market. */
export const ENERGY = 'energy';
