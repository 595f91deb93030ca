/** Prices of its own that an organisation may have: they travel with every verdict about its keys. */
export const MAX_OVERRIDES = 200;
