import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Bytes that the documents weigh together. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_DOCUMENTS = 1000;

/** Measured: a document with its entry in the cache, and a token with the nodes and places made of it. */
const BYTES_PER_DOCUMENT = 2000;
const BYTES_PER_TOKEN = 400;

/** A document keeps its whole text. One with longer comments or blanks than this is parsed again each time. */
const MAX_CHARACTERS_PER_TOKEN = 100;

/** How many tokens a document has, comments included. */
function countTokens({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) tokens += 1;
  return tokens;
}

/** A store for the documents that Apollo Server has parsed and validated, bounded by their number and by what they weigh. */
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
