import { readdirSync, readFileSync } from 'node:fs';
import { type Example, parseExample } from '../../src/explorer/examples/example.ts';

const folder = new URL('../../schema/examples/', import.meta.url);

/** The examples in the order of their tabs. */
export const examples: readonly Example[] = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => parseExample(name, readFileSync(new URL(name, folder), 'utf8')));

/** The name of an example's operation; empty for a subscription. */
export const operationNameOf = ({ query }: Example): string =>
  /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';
