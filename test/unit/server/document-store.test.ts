import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createDocumentStore } from '../../../src/server/document-store.ts';

describe('the document store', () => {
  it('gives back what was stored, until it is deleted', async () => {
    const store = createDocumentStore();
    const document = parse('{ a }');
    await store.set('key', document);
    expect(await store.get('key')).toBe(document);
    expect(await store.get('other')).toBeUndefined();
    await store.delete('key');
    expect(await store.get('key')).toBeUndefined();
  });

  it('keeps at most 1,000 documents, those that were used last', async () => {
    const store = createDocumentStore();
    for (let i = 0; i < 1001; i += 1) {
      await store.set(String(i), parse(`{ a${i} }`));
      await store.get('0');
    }
    expect(await store.get('0')).toBeDefined();
    expect(await store.get('1')).toBeUndefined();
    expect(await store.get('2')).toBeDefined();
    expect(await store.get('1000')).toBeDefined();
  });

  it('keeps no more than its bytes, by what tokens weigh', async () => {
    const store = createDocumentStore(100_000);
    const text = (name: string) => `{ ${Array.from({ length: 100 }, (_, i) => `${name}${i}`).join(' ')} }`;
    for (const name of ['a', 'b', 'c']) await store.set(name, parse(text(name)));
    expect(await store.get('a')).toBeUndefined();
    expect(await store.get('b')).toBeDefined();
    expect(await store.get('c')).toBeDefined();
  });

  it('keeps no long text with few tokens', async () => {
    const store = createDocumentStore();
    await store.set('comment', parse(`{ a } # ${'x'.repeat(10_000)}`));
    await store.set('blanks', parse(`{ ${' '.repeat(10_000)} a }`));
    await store.set('string', parse(`{ a(b: "${'x'.repeat(10_000)}") }`));
    await store.set('usual', parse('query Q($id: ID!) { session(id: $id) { id } } # a comment'));
    expect(await Promise.all(['comment', 'blanks', 'string'].map((key) => store.get(key)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await store.get('usual')).toBeDefined();
  });
});
