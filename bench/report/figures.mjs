import { summary } from '../load/statistics.mjs';

/**
 * @typedef {import('../load/rounds.mjs').Row} Row
 * @typedef {{ rows: readonly Row[], options: import('../load/rounds.mjs').Options,
 *   subjects: import('../load/rounds.mjs').Subjects, missing: readonly string[] }} Run
 */

/** Three digits. @param {number} number */
export const figure = (number) =>
  number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);

/** A median with the least and the most. @param {ReturnType<typeof summary>} found */
export const spread = ({ middle, least, most }) => `${figure(middle)} (${figure(least)}–${figure(most)})`;

/** A Markdown table as Prettier writes it. @param {readonly string[]} head @param {readonly (readonly string[])[]} body */
export function table(head, body) {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${widths.map((width, column) => (cells[column] ?? '')[column === 0 ? 'padEnd' : 'padStart'](width)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** The rows with these values. @param {readonly Row[]} rows @param {Partial<Row>} where */
export const select = (rows, where) =>
  rows.filter((row) =>
    Object.entries(where).every(([name, value]) => row[/** @type {keyof Row} */ (name)] === value),
  );

/**
 * A metric of a target divided by that of a reference in the same round; of several references the best one counts.
 *
 * @param {readonly Row[]} rows One workload in one setting.
 * @param {{ metric: 'p50' | 'cpu' | 'perSecond', target: string, references: readonly string[] }} ratio
 * @returns {ReturnType<typeof summary> | null} Null without a pair to compare.
 */
export function ratios(rows, { metric, target, references }) {
  const best = metric === 'perSecond' ? Math.max : Math.min;
  const found = select(rows, { target }).flatMap((row) => {
    const others = select(rows, { round: row.round }).filter((other) => references.includes(other.target));
    return others.length > 0 ? [row[metric] / best(...others.map((other) => other[metric]))] : [];
  });
  return found.length > 0 ? summary(found) : null;
}

/** @param {readonly number[]} values */
export const geometricMean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
