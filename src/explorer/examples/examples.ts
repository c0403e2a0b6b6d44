import { parseExample } from './example.ts';
import type { Example } from './example.ts';

const files = import.meta.glob<string>('../../../schema/examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The operations of schema/examples in the order of their file names, read when the page is bundled. */
export const examples: readonly Example[] = Object.entries(files)
  .map(([path, text]) => ({ fileName: fileNameOf(path), text }))
  .sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
  .map(({ fileName, text }) => parseExample(fileName, text));
