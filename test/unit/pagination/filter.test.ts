import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConnectionArguments, type RawConnectionArguments } from '../../../src/pagination/arguments.ts';
import { type Connection, readConnection } from '../../../src/pagination/connection.ts';
import { session } from '../../../src/twilio/resources/session.ts';
import { KeysetList, type Row, type Sizes } from './keyset-list.ts';

const PAGE_SIZE_MAX = 5;

/** The number in a SID. */
const numberOf = ({ sid }: Row) => Number(sid.slice(2));

async function read(
  list: KeysetList,
  args: RawConnectionArguments,
  matches: (row: Row) => boolean,
  scan: number,
): Promise<Connection<Row>> {
  const filter = { key: '', matches, scan };
  const connection = await readConnection<Row>(parseConnectionArguments(session, args, undefined, filter), {
    readPage: list.readPage,
    sidOf: ({ sid }) => sid,
    tag: 'KS1',
    pageSizeMax: PAGE_SIZE_MAX,
  });
  if (!connection) throw new Error('The list has a parent.');
  return connection;
}

const sizes: Readonly<Record<string, Sizes>> = {
  'as asked': (asked) => asked,
  'smaller than asked': (asked) => Math.min(asked, 3),
};

describe.each(Object.entries(sizes))('a walk over a filtered list whose pages are %s', (_, size) => {
  it.each(['forward', 'backward'] as const)(
    '%s gives every row that matches once and in order, within `scan` for each page',
    async (direction) => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(60),
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1, max: 4 }),
          fc.integer({ min: PAGE_SIZE_MAX, max: 23 }),
          // Whether new rows come, at the front, while a page is shown.
          fc.boolean(),
          async (length, every, count, scan, grows) => {
            const list = new KeysetList(length, size);
            const matches = (row: Row) => numberOf(row) % every === 0 && numberOf(row) < length;
            const expected = list.sids.filter((sid) => matches({ sid }));
            const sids: string[] = [];
            let cursor: string | null = null;
            if (direction === 'backward') {
              const whole = await read(list, { first: 1000 }, () => true, 1000);
              cursor = whole.endCursor;
              if (cursor === null) return;
              // The row of the cursor is not before it.
              if (matches({ sid: list.sids.at(-1) ?? '' })) sids.push(...expected.slice(-1));
            }
            for (let steps = 0; ; steps += 1) {
              expect(steps).toBeLessThan(200);
              list.reads = 0;
              const page = await read(
                list,
                direction === 'forward' ? { first: count, after: cursor } : { last: count, before: cursor },
                matches,
                scan,
              );
              const found = page.nodes.map(({ sid }) => sid);
              expect(found.length).toBeLessThanOrEqual(count);
              if (direction === 'forward') sids.push(...found);
              else sids.unshift(...found);
              if (!grows) expect(page.rowsRead).toBeLessThanOrEqual(scan);
              if (!grows) expect(list.reads).toBeLessThanOrEqual(Math.ceil(scan / PAGE_SIZE_MAX));
              const more = direction === 'forward' ? page.hasNextPage : page.hasPreviousPage;
              cursor = direction === 'forward' ? page.endCursor : page.startCursor;
              if (!more) break;
              expect(cursor).not.toBeNull();
              if (grows && direction === 'forward') list.insert(0);
            }
            expect(sids).toEqual(expected);
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});

describe('a page of a filtered list', () => {
  it('ends where reading ended, and begins with its first row that matches', async () => {
    const list = new KeysetList(30);
    const page = await read(list, { first: 10 }, (row) => numberOf(row) % 4 === 3, 10);
    const all = await read(new KeysetList(30), { first: 10 }, () => true, 10);
    expect(page.nodes.map(numberOf)).toEqual([3, 7]);
    expect(page.edges.map(({ cursor }) => cursor)).toEqual([all.edges[3]?.cursor, all.edges[7]?.cursor]);
    expect([page.startCursor, page.endCursor]).toEqual([all.edges[3]?.cursor, all.edges[9]?.cursor]);
    expect({ next: page.hasNextPage, read: page.rowsRead }).toEqual({ next: true, read: 10 });
  });

  it('backwards starts where reading ended', async () => {
    const list = new KeysetList(30);
    const { endCursor } = await read(list, { first: 20 }, () => true, 20);
    const page = await read(list, { last: 10, before: endCursor }, (row) => numberOf(row) === 16, 10);
    const all = await read(list, { last: 10, before: endCursor }, () => true, 10);
    expect(page.nodes.map(numberOf)).toEqual([16]);
    expect(page.endCursor).toBe(page.edges[0]?.cursor);
    expect(page.startCursor).toBe(all.startCursor);
    expect(page.hasPreviousPage).toBe(true);
  });

  it('at the end keeps the last rows that match', async () => {
    const page = await read(new KeysetList(23), { last: 2 }, (row) => numberOf(row) % 10 === 0, 25);
    expect(page.nodes.map(numberOf)).toEqual([10, 20]);
    expect({ next: page.hasNextPage, previous: page.hasPreviousPage }).toEqual({
      next: false,
      previous: true,
    });
  });
});
