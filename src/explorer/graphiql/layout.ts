/** At most this wide, in CSS pixels, a panel covers the editors. The same number is in page.css. */
export const NARROW = 700;

/** From this width on, in CSS pixels, an open panel leaves enough room for both editors. */
export const WIDE = 1400;
