import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { Documents } from '../../src/server/documents.ts';

const sizeOf = (text: string) => JSON.stringify(parse(text)).length;

describe('documents', () => {
  it('are found by the keys that they were given and by their texts', async () => {
    const documents = new Documents();
    const document = parse('{ a }');
    await documents.set('key', document);
    expect(documents.find('{ a }')).toBe(document);
    expect(await documents.get('key')).toBe(document);
    expect(documents.find('{ a } ')).toBeUndefined();
    expect(documents.find('key')).toBeUndefined();
    expect(await documents.get('{ a }')).toBeUndefined();
  });

  it('are found no more when they were deleted', async () => {
    const documents = new Documents();
    await documents.set('key', parse('{ a }'));
    expect(await documents.delete('key')).toBe(true);
    expect(documents.find('{ a }')).toBeUndefined();
    expect(await documents.delete('key')).toBe(false);
  });

  it('are found when two requests at once have brought them', async () => {
    const documents = new Documents();
    const second = parse('{ a }');
    await Promise.all([documents.set('key', parse('{ a }')), documents.set('key', second)]);
    expect(documents.find('{ a }')).toBe(second);
  });

  it('go when others need their place: those first that were used least lately', async () => {
    const documents = new Documents(2 * sizeOf('{ a }'));
    await documents.set('1', parse('{ a }'));
    await documents.set('2', parse('{ b }'));
    expect(documents.find('{ a }')).toBeDefined();
    await documents.set('3', parse('{ c }'));
    expect(['{ a }', '{ b }', '{ c }'].map((text) => documents.find(text) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
    expect(await documents.get('2')).toBeUndefined();
  });

  it('are not kept when one is larger than all may be', async () => {
    const documents = new Documents(10);
    await documents.set('1', parse('{ a }'));
    expect(documents.find('{ a }')).toBeUndefined();
    expect(await documents.get('1')).toBeUndefined();
  });
});
