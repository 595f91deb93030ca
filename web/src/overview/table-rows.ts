/** How many agents, and how many teams, the overview's tables show. */
export const TABLE_ROWS = 8;
