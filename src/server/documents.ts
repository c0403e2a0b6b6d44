import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What the documents have together when they are written as JSON, in bytes; as much as Apollo Server's own store. */
const MAX_SIZE = 30 * 1024 * 1024;

const textOf = ({ loc }: DocumentNode): string | undefined => loc?.source.body;

/**
 * The documents that Apollo Server has parsed and found valid, by its own keys and by their texts. Those that were used least
 * lately go first.
 */
export class Documents implements KeyValueCache<DocumentNode> {
  readonly #documents: LRUCache<string, DocumentNode>;
  readonly #keys = new Map<string, string>();

  constructor(maxSize = MAX_SIZE) {
    this.#documents = new LRUCache({
      maxSize,
      sizeCalculation: (document) => InMemoryLRUCache.sizeCalculation(document),
      dispose: (document) => void this.#keys.delete(textOf(document) ?? ''),
    });
  }

  /** The document of exactly that text, if it is known to be valid. */
  find(text: string): DocumentNode | undefined {
    const key = this.#keys.get(text);
    return key === undefined ? undefined : this.#documents.get(key);
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.#documents.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document);
    const text = textOf(document);
    // One that is larger than all may be together is not kept.
    if (text !== undefined && this.#documents.has(key)) this.#keys.set(text, key);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#documents.delete(key));
  }
}
