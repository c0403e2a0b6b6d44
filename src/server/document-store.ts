import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The memory of all documents together. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_DOCUMENTS = 1000;

/** Measured: a document with its cache entry, and a token with its AST nodes and locations. */
const BYTES_PER_DOCUMENT = 2000;
const BYTES_PER_TOKEN = 400;

/** A document keeps its source text. One with longer comments or white space is not cached. */
const MAX_CHARACTERS_PER_TOKEN = 100;

/** The number of tokens of a document, comments included. */
function countTokens({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) tokens += 1;
  return tokens;
}

/**
 * Apollo Server's store of parsed and validated documents, bounded by their number and their memory. Apollo's own store
 * measures the length of a document as JSON, which is far from its memory.
 */
export function createDocumentStore(maxBytes = MAX_BYTES): KeyValueCache<DocumentNode> {
  const documents = new LRUCache<string, DocumentNode>({ max: MAX_DOCUMENTS, maxSize: maxBytes });
  return {
    get: (key) => Promise.resolve(documents.get(key)),
    set(key, document) {
      const characters = document.loc?.source.body.length ?? 0;
      const tokens = countTokens(document);
      if (characters <= tokens * MAX_CHARACTERS_PER_TOKEN) {
        const size = BYTES_PER_DOCUMENT + tokens * BYTES_PER_TOKEN + 2 * characters;
        documents.set(key, document, { size });
      }
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(documents.delete(key)),
  };
}
