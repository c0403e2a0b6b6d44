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

/** A fenced block of code of a page. */
export interface CodeBlock {
  readonly line: number;
  readonly language: string;
  /** The words of the info string after the language. */
  readonly flags: readonly string[];
  readonly text: string;
  /** The JSON in the block right after it; undefined when there is none. */
  readonly result: object | undefined;
}

/** The blocks of code of a page, in their order. */
export function codeBlocksOf(page: string): readonly CodeBlock[] {
  const text = readText(page);
  return [...text.matchAll(/^( *)```(.+)\n([\s\S]*?)^ *```\n(?=(?:\n```json\n([\s\S]*?)```)?)/gm)].map(
    ({ index, 1: indent = '', 2: info = '', 3: code = '', 4: result }) => {
      const [language = '', ...flags] = info.split(' ');
      return {
        line: text.slice(0, index).split('\n').length,
        language,
        flags,
        text: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
        result: result === undefined ? undefined : (JSON.parse(result) as object),
      };
    },
  );
}
