/** Up to this width in CSS pixels a panel covers the editors. styles/narrow.css has the same number. */
export const NARROW = 700;

/** From this width in CSS pixels an open panel leaves enough room for both editors. */
export const WIDE = 1400;
