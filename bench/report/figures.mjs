import { summary } from '../load/statistics.mjs';

/**
 * @typedef {import('../main.mjs').Row} Row
 * @typedef {{ rows: Row[], options: ReturnType<typeof import('../options.mjs').readOptions>,
 *   subjects: readonly import('../load/measure.mjs').Subject[], missing: readonly string[] }} Run
 */

/** What the others are compared with. */
export const YARDSTICK = 'hand-server';

export const figure = (/** @type {number} */ number) =>
  Number.isNaN(number)
    ? '–'
    : number >= 100
      ? number.toFixed(0)
      : number >= 10
        ? number.toFixed(1)
        : number.toFixed(2);

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} body */
export const table = (head, body) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/**
 * The figures of one target by round, and their ratios to the yardstick of the same round; those of processors that may sleep,
 * unless others are asked for.
 *
 * @param {Row[]} rows @param {Partial<Row>} where @param {(row: Row) => number} value
 */
export function figures(rows, where, value) {
  const fits = (/** @type {Row} */ row, /** @type {Partial<Row>} */ parts) =>
    Object.entries(parts).every(([name, item]) => row[/** @type {keyof Row} */ (name)] === item);
  const wanted = { awake: false, ...where };
  const own = rows.filter((row) => fits(row, wanted));
  if (own.length === 0) return null;
  const ratios = own.flatMap((row) => {
    const other = rows.find((next) => fits(next, { ...wanted, target: YARDSTICK, round: row.round }));
    return other ? [value(row) / value(other)] : [];
  });
  return { absolute: summary(own.map(value)), ratio: ratios.length > 0 ? summary(ratios) : null };
}
