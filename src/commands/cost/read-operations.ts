import { readFile } from 'node:fs/promises';
import type { GraphQLError } from 'graphql';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { glob } from 'tinyglobby';
import { readManifest } from '../../server/trusted-documents/manifest.ts';
import { embeddedDocuments } from './embedded-documents.ts';

/** A problem in a file, with its line where that is known. */
export interface Problem {
  readonly file: string;
  readonly message: string;
}

/** One operation, in a document with the fragments that it uses. */
export interface FoundOperation {
  readonly file: string;
  readonly definition: OperationDefinitionNode;
  readonly document: DocumentNode;
}

interface Definition {
  readonly file: string;
  readonly node: DefinitionNode;
}

/** The text of a document, and the line of its file on which it starts. */
interface Text {
  readonly text: string;
  readonly line: number;
}

/** The default of MAX_TOKENS. */
const MAX_TOKENS = 2000;

async function textsOf(file: string): Promise<readonly Text[]> {
  if (file.endsWith('.json')) {
    const documents = await readManifest(file, MAX_TOKENS);
    return [...documents.values()].map((text) => ({ text, line: 1 }));
  }
  const content = await readFile(file, 'utf8');
  return /\.(?:graphql|gql)$/.test(file) ? [{ text: content, line: 1 }] : embeddedDocuments(content, file);
}

const messageOf = (error: unknown, { line }: Pick<Text, 'line'> = { line: 1 }): string => {
  const { message, locations } = error as GraphQLError;
  const [location] = locations ?? [];
  return location ? `line ${location.line + line - 1}: ${message}` : message;
};

async function readDefinitions(file: string, problems: Problem[]): Promise<readonly Definition[]> {
  const definitions: Definition[] = [];
  try {
    for (const each of await textsOf(file)) {
      try {
        definitions.push(...parse(each.text).definitions.map((node) => ({ file, node })));
      } catch (error) {
        problems.push({ file, message: messageOf(error, each) });
      }
    }
  } catch (error) {
    problems.push({ file, message: messageOf(error) });
  }
  return definitions;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of all files by name. Two different ones of one name are a problem. */
function fragmentsIn(definitions: readonly Definition[], problems: Problem[]): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { file, node } of definitions) {
    if (node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = node.name.value;
    const known = fragments.get(name);
    if (known && print(known) !== print(node)) {
      problems.push({ file, message: `Fragment "${name}" is defined twice, with different fields.` });
    }
    fragments.set(name, known ?? node);
  }
  return fragments;
}

/** The fragments that a definition uses, directly or through others. */
function fragmentsOf(definition: DefinitionNode, all: Fragments): readonly FragmentDefinitionNode[] {
  const used = new Set<FragmentDefinitionNode>();
  const left = [definition];
  for (let next = left.pop(); next; next = left.pop()) {
    visit(next, {
      FragmentSpread({ name }) {
        const fragment = all.get(name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        left.push(fragment);
      },
    });
  }
  return [...used];
}

/**
 * Reads the operations in `.graphql` files, in templates of JavaScript and TypeScript, and in manifests of persisted documents.
 * Fragments are shared by all files. What cannot be read is added to `problems`.
 */
export async function readOperations(
  patterns: readonly string[],
  problems: Problem[],
): Promise<readonly FoundOperation[]> {
  const files = await glob([...patterns], { ignore: ['**/node_modules/**'], expandDirectories: false });
  const definitions: Definition[] = [];
  // One after the other: source trees may hold more files than a process may open.
  for (const file of files.toSorted()) definitions.push(...(await readDefinitions(file, problems)));
  const fragments = fragmentsIn(definitions, problems);
  return definitions.flatMap(({ file, node }) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const document = { kind: Kind.DOCUMENT, definitions: [node, ...fragmentsOf(node, fragments)] } as const;
    return [{ file, definition: node, document }];
  });
}
