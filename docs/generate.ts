import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { metricTable } from '../src/observability/metric-table.ts';
import { operations } from '../test/conformance/contract/operations.ts';

// `npm run docs:generate` writes the tables of the docs that list what the code defines; `--check` fails when one is stale.

const code = (text: string) => `\`${text}\``;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The generated tables by page and name. */
const tables: readonly (readonly [page: string, name: string, text: string])[] = [
  [
    'schema.md',
    'operations',
    table(
      ['Operation', 'REST', 'GraphQL'],
      operations.map(({ name, rest, field }) => [name, code(rest), code(field)]),
    ),
  ],
  [
    'operations.md',
    'metrics',
    table(
      ['Metric', 'Type', 'Labels', 'Meaning'],
      Object.values(metricTable).map(({ name, type, labelNames, help }) => [
        code(name),
        type,
        labelNames.map(code).join(', ') || '–',
        help,
      ]),
    ),
  ],
];

for (const [page, name, text] of tables) {
  const url = new URL(page, import.meta.url);
  const present = readFileSync(url, 'utf8');
  const [before, rest] = present.split(`<!-- ${name}: written by npm run docs:generate -->\n`);
  const after = rest?.split(`<!-- end of ${name} -->`)[1];
  if (after === undefined) throw new Error(`docs/${page} has no place for the table of ${name}.`);
  const written = `${before}<!-- ${name}: written by npm run docs:generate -->\n\n${text}\n\n<!-- end of ${name} -->${after}`;
  const wanted = await format(written, { ...(await resolveConfig(url.pathname)), filepath: url.pathname });
  if (!process.argv.includes('--check')) writeFileSync(url, wanted);
  else if (present !== wanted) {
    process.stderr.write(`The table of ${name} in docs/${page} is stale.\n`);
    process.exitCode = 1;
  }
}
