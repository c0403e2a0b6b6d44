import { readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type DocumentNode, GraphQLError, Kind, parse } from 'graphql';
import { z } from 'zod';

/** A manifest of 10,000 documents of 1.5 KB. All of them stay in memory. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_DOCUMENTS = 10_000;

/** Documents that are parsed in one turn of the event loop. */
const PER_TURN = 100;

/** Characters of an id in a message. */
const MAX_SHOWN = 80;

/** Why a manifest cannot be used. The message is the end of a sentence about the file, and repeats no document. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** The texts of documents by their ids. */
export type Documents = ReadonlyMap<string, string>;

/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** What relay-compiler and the client preset of graphql-codegen write: `{ "<hash>": "<text>" }`. */
const table = z.record(z.string(), z.string());

/** Ids are opaque, but for this prefix of a hash, which some clients send and others leave out. */
export const withoutPrefix = (id: string): string => (id.startsWith('sha256:') ? id.slice(7) : id);

type Entry = readonly [id: string, text: string];

const EXPECTED =
  'must be a manifest of Apollo ("format": "apollo-persisted-query-manifest", "version": 1), or an object with the text of each document by its id, as Relay and graphql-codegen write it';

const show = (id: string) => JSON.stringify(id.slice(0, MAX_SHOWN));

function parseWith<Value>(format: z.ZodType<Value>, json: unknown): Value {
  const { data, error } = format.safeParse(json);
  if (data !== undefined) return data;
  const place = error?.issues[0]?.path.join('.') ?? '';
  throw new ManifestError(place === '' ? EXPECTED : `${EXPECTED}, but is not at ${show(place)}`);
}

/** The entries of a manifest in either format. */
function entriesOf(json: unknown): readonly Entry[] {
  const isApollo = typeof json === 'object' && json !== null && 'format' in json;
  return isApollo
    ? parseWith(apolloManifest, json).operations.map(({ id, body }) => [id, body])
    : Object.entries(parseWith(table, json));
}

/** Checks that a text is a GraphQL document with an operation. */
function check([id, text]: Entry, maxLexicalTokens: number): void {
  const refuse = (problem: string) => new ManifestError(`has the document ${show(id)}, which ${problem}`);
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxLexicalTokens });
  } catch (error) {
    const [place] = error instanceof GraphQLError ? (error.locations ?? []) : [];
    if (!place) throw refuse('cannot be parsed');
    throw refuse(
      `is not GraphQL of at most MAX_TOKENS (${maxLexicalTokens}) tokens: line ${place.line}, column ${place.column}`,
    );
  }
  if (!document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) {
    throw refuse('has no operation');
  }
}

/**
 * Parses a manifest, and each of its documents.
 *
 * @throws ManifestError
 */
async function parseManifest(text: string, maxTokens: number): Promise<Documents> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ManifestError('must be JSON');
  }
  const entries = entriesOf(json);
  if (entries.length === 0) throw new ManifestError('has no documents');
  if (entries.length > MAX_DOCUMENTS) {
    throw new ManifestError(`must have at most ${MAX_DOCUMENTS} documents, but has ${entries.length}`);
  }
  const documents = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    // Requests are answered in between.
    if (index % PER_TURN === 0) await setImmediate();
    check(entry, maxTokens);
    const id = withoutPrefix(entry[0]);
    if (id === '') throw new ManifestError('has a document with an empty id');
    if ((documents.get(id) ?? entry[1]) !== entry[1]) {
      throw new ManifestError(`has two documents with the id ${show(id)}`);
    }
    documents.set(id, entry[1]);
  }
  return documents;
}

async function readBounded(path: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw new ManifestError('must be a file');
    if (stats.size > MAX_BYTES) {
      throw new ManifestError(`must have at most ${MAX_BYTES} bytes, but has ${stats.size}`);
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    // The message would repeat the path.
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new ManifestError(`must be a readable file, but got ${code}`);
  }
}

/**
 * Reads a manifest.
 *
 * @throws ManifestError
 */
export async function readManifest(path: string, maxTokens: number): Promise<Documents> {
  return parseManifest(await readBounded(path), maxTokens);
}
