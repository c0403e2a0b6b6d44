import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** The text of a file of the repository. */
export const readText = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** The paths of the pages that people read first: the README and all of `docs/`. */
export const docPages: readonly string[] = [
  'README.md',
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** The text of all these pages. */
export const docs: string = docPages.map(readText).join('\n');
