import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RawConnectionArguments, parseConnectionArguments } from '../../../src/pagination/arguments.ts';
import { type Connection, readConnection } from '../../../src/pagination/connection.ts';
import { listTag, parseCursor } from '../../../src/pagination/cursor.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { TwilioError } from '../../../src/twilio/errors.ts';
import { session } from '../../../src/twilio/resources/session.ts';
import { KeysetList, type Row, type Sizes } from './keyset-list.ts';

const tag = listTag(['KS1']);
const PAGE_SIZE_MAX = 5;

async function read(
  list: Pick<KeysetList, 'readPage'>,
  args: RawConnectionArguments,
  pageSizeMax = PAGE_SIZE_MAX,
): Promise<Connection<Row>> {
  const connection = await readConnection<Row>(parseConnectionArguments(session, args), {
    readPage: list.readPage,
    sidOf: ({ sid }) => sid,
    tag,
    pageSizeMax,
  });
  if (!connection) throw new Error('The list has a parent.');
  return connection;
}

const sidsOf = ({ nodes }: Connection<Row>) => nodes.map(({ sid }) => sid);

/** What happens to a list between two requests of a walk. */
interface Change {
  readonly insert: boolean;
  readonly position: number;
}

const changes = fc.array(
  fc.array(fc.record({ insert: fc.boolean(), position: fc.nat(40) }), { maxLength: 4 }),
  { maxLength: 30 },
);
const steps = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 5 });

function apply(list: KeysetList, change: readonly Change[]): void {
  for (const { insert, position } of change) {
    if (insert) list.insert(position);
    else list.remove(position);
  }
}

/** Lets the list change before each page that is read of it. */
function changing(list: KeysetList, schedule: readonly (readonly Change[])[]): Pick<KeysetList, 'readPage'> {
  const left = [...schedule];
  return {
    readPage: (request) => {
      apply(list, left.shift() ?? []);
      return list.readPage(request);
    },
  };
}

interface Walked {
  readonly sids: readonly string[];
  /** The cursor whose row and neighbours were gone. */
  readonly expired: string | null;
}

/** Walks to the end with steps of changing size, and back to front when it walks backwards. */
async function walk(
  list: Pick<KeysetList, 'readPage'>,
  sizes: readonly number[],
  direction: 'forward' | 'backward',
  from: string | null = null,
): Promise<Walked> {
  const sids: string[] = [];
  let cursor = from;
  for (let step = 0; ; step += 1) {
    const size = sizes[step % sizes.length] ?? 1;
    const args = direction === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor };
    let connection: Connection<Row>;
    try {
      connection = await read(list, args);
    } catch (error) {
      if (error instanceof GatewayError && error.extensions['code'] === 'CURSOR_EXPIRED') {
        return { sids, expired: cursor };
      }
      throw error;
    }
    const { pageInfo } = connection;
    if (direction === 'forward') sids.push(...sidsOf(connection));
    else sids.unshift(...sidsOf(connection));
    const more = direction === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage;
    cursor = direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
    if (!more || cursor === null) return { sids, expired: null };
  }
}

/** Survivors: rows that were there from the beginning to the end. */
function survivorsOf(before: readonly string[], after: readonly string[]): string[] {
  const end = new Set(after);
  return before.filter((sid) => end.has(sid));
}

/** A cursor may expire only when neither its row nor a neighbour can be found. */
function expectGone(text: string, list: KeysetList): void {
  const { sid, before, after } = parseCursor(session, 'after', text);
  expect(list.sids.filter((each) => [sid, before, after].includes(each))).toEqual([]);
}

const sizesOfLists: Readonly<Record<string, Sizes>> = {
  'as asked': (asked) => asked,
  'smaller than asked': (asked) => Math.min(asked, 3),
  'always the same': () => 4,
};

describe.each(Object.entries(sizesOfLists))('a walk over a list whose pages are %s', (name, sizes) => {
  const numberOfRuns = 400;

  it.each(['forward', 'backward'] as const)(
    '%s gives every surviving row exactly once and in order, while rows come and go',
    async (direction) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(40), steps, changes, async (length, stepSizes, schedule) => {
          const list = new KeysetList(length, sizes);
          const before = list.sids;
          const { sids, expired } = await walk(changing(list, schedule), stepSizes, direction);
          expect(new Set(sids).size).toBe(sids.length);
          const survivors = survivorsOf(before, list.sids);
          const kept = new Set(survivors);
          const seen = sids.filter((sid) => kept.has(sid));
          if (expired === null) {
            expect(seen).toEqual(survivors);
            return;
          }
          // Pages that end where they were asked to leave no cursor within a page that could be lost.
          if (direction === 'forward') expect(name).toBe('always the same');
          expectGone(expired, list);
          const [from, to] = direction === 'forward' ? [0, seen.length] : [survivors.length - seen.length];
          expect(seen).toEqual(survivors.slice(from, to));
        }),
        { numRuns: numberOfRuns },
      );
    },
  );

  it('gives the same rows in both directions, from the ends and from every cursor', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), steps, fc.nat(30), async (length, stepSizes, pick) => {
        const list = new KeysetList(length, sizes);
        expect((await walk(list, stepSizes, 'forward')).sids).toEqual(list.sids);
        expect((await walk(list, stepSizes, 'backward')).sids).toEqual(list.sids);
        const { edges } = await read(list, { first: 1000 });
        const index = pick % Math.max(1, length);
        const cursor = edges[index]?.cursor ?? null;
        if (cursor === null) return;
        expect((await walk(list, stepSizes, 'forward', cursor)).sids).toEqual(list.sids.slice(index + 1));
        expect((await walk(list, stepSizes, 'backward', cursor)).sids).toEqual(list.sids.slice(0, index));
      }),
      { numRuns: numberOfRuns },
    );
  });

  it('tells the truth about rows before and after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(20),
        async (length, size, pick) => {
          const list = new KeysetList(length, sizes);
          const { edges } = await read(list, { first: 1000 });
          const index = pick % Math.max(1, length);
          const cursor = edges[index]?.cursor;
          if (cursor === undefined) return;
          const after = await read(list, { first: size, after: cursor });
          expect(after.pageInfo).toMatchObject({
            hasPreviousPage: true,
            hasNextPage: index + 1 + size < length,
          });
          const before = await read(list, { last: size, before: cursor });
          expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: index - size > 0 });
          const end = await read(list, { last: size });
          expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: size < length });
        },
      ),
    );
  });
});

describe('a cursor', () => {
  const rows = 20;
  const cursorAt = async (list: KeysetList, index: number) =>
    (await read(list, { first: rows })).edges[index]?.cursor ?? '';

  it.each(['forward', 'backward'] as const)(
    'within a page survives rows that come and go around it (%s)',
    async (direction) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(19), steps, changes, async (index, stepSizes, schedule) => {
          const list = new KeysetList(rows);
          const cursor = await cursorAt(list, index);
          const before = list.sids;
          const row = before[index] ?? '';
          const neighbours = [before[index - 1], row, before[index + 1]];
          apply(list, schedule[0] ?? []);
          const atStart = list.sids;
          const walked = await walk(list, stepSizes, direction, cursor);
          const wanted = direction === 'forward' ? before.slice(index + 1) : before.slice(0, index);
          if (walked.expired) {
            expect(neighbours.filter((sid) => sid !== undefined && atStart.includes(sid))).toEqual([]);
            return;
          }
          const kept = new Set(survivorsOf(before, list.sids));
          expect(walked.sids.filter((sid) => kept.has(sid))).toEqual(wanted.filter((sid) => kept.has(sid)));
        }),
        { numRuns: 500 },
      );
    },
  );

  it('keeps its place when the page size changes, even the largest one', async () => {
    const list = new KeysetList(rows);
    const cursor = await cursorAt(list, 8);
    for (const pageSizeMax of [1, 2, 3, 5, 100]) {
      expect(sidsOf(await read(list, { first: 4, after: cursor }, pageSizeMax))).toEqual(
        list.sids.slice(9, 13),
      );
      expect(sidsOf(await read(list, { last: 4, before: cursor }, pageSizeMax))).toEqual(
        list.sids.slice(4, 8),
      );
    }
  });

  it('of a page that was reached backwards keeps its place when the largest page shrinks', async () => {
    const list = new KeysetList(rows);
    const end = await cursorAt(list, 15);
    const { edges } = await read(list, { last: 5, before: end });
    const cursor = edges[1]?.cursor ?? '';
    expect(sidsOf(await read(list, { first: 2, after: cursor }, 1))).toEqual(list.sids.slice(12, 14));
    expect(sidsOf(await read(list, { last: 2, before: cursor }, 1))).toEqual(list.sids.slice(9, 11));
  });

  it('whose row and neighbours are gone has expired; it never repeats rows silently', async () => {
    const list = new KeysetList(rows);
    const cursor = await cursorAt(list, 7);
    for (const sid of list.sids.slice(6, 9)) list.remove(list.sids.indexOf(sid));
    const code = { extensions: { code: 'CURSOR_EXPIRED' } };
    await expect(read(list, { first: 5, after: cursor })).rejects.toMatchObject(code);
    await expect(read(list, { last: 5, before: cursor })).rejects.toMatchObject(code);
  });

  it('is not lost to a neighbour while new rows push its row to the next page', async () => {
    const list = new KeysetList(rows);
    const cursor = await cursorAt(list, 7);
    for (let pushed = 0; pushed < 4; pushed += 1) list.insert(7);
    const [, next] = list.sids.slice(11);
    expect(sidsOf(await read(list, { first: 1, after: cursor }))).toEqual([next]);
  });

  it('at the start of a page needs none of its neighbours: the page says where it begins', async () => {
    const list = new KeysetList(rows);
    const cursor = await cursorAt(list, 10);
    for (const sid of list.sids.slice(10, 12)) list.remove(list.sids.indexOf(sid));
    expect(sidsOf(await read(list, { first: 2, after: cursor }))).toEqual(list.sids.slice(10, 12));
  });

  it('whose page Twilio no longer knows has expired', async () => {
    const list = new KeysetList(rows);
    const cursor = await cursorAt(list, 7);
    const said = { status: 400, code: 21481, moreInfo: null, requestId: null, parameter: null };
    const refusing = {
      readPage: () => Promise.reject(new TwilioError('rejected', 'Refused.', { answer: said })),
    };
    await expect(read(refusing, { first: 5, after: cursor })).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED' },
    });
    await expect(read(refusing, { first: 5 })).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('the pages that are read', () => {
  it.each([
    ['first: 5', { first: 5 }, 1],
    ['first: 6', { first: 6 }, 2],
    ['first: 10', { first: 10 }, 2],
    ['the default of 50, of 20 rows', {}, 4],
    ['last alone', { last: 2 }, 4],
  ])('are as few as can be for %s', async (_, args, pages) => {
    const list = new KeysetList(20);
    await read(list, args);
    expect(list.reads).toBe(pages);
  });

  it.each([1, 2, 3, 5])(
    'are one for each step of %i by the cursors of a page, in both directions',
    async (size) => {
      const list = new KeysetList(30);
      await walk(list, [size], 'forward');
      expect(list.reads).toBe(30 / size);
      const { edges } = await read(list, { first: 30 });
      const lastPage = await read(list, { first: 30, after: edges[25]?.cursor ?? null });
      list.reads = 0;
      const start = lastPage.pageInfo.startCursor;
      const { sids } = await walk(list, [size], 'backward', start);
      expect(sids).toEqual(list.sids.slice(0, 26));
      // The first step finds its place within a page; from there on the pages join.
      expect(list.reads).toBeLessThanOrEqual(Math.ceil(26 / size) + 1);
    },
  );

  it('may not lead in a circle', async () => {
    const circle = {
      readPage: () => Promise.resolve({ rows: [], next: { page: 1, pageToken: 'again' }, previous: null }),
    };
    await expect(read(circle, { first: 5 })).rejects.toMatchObject({ kind: 'bad-response' });
  });

  it('give each row once even when Twilio repeats rows at their borders', async () => {
    const pages = [
      ['a', 'b', 'c'],
      ['c', 'd'],
    ].map((letters) => letters.map((letter) => ({ sid: `KC${letter.repeat(32)}` })));
    const repeating = {
      readPage: ({ pageToken }: { pageToken?: string | null }) =>
        Promise.resolve(
          pageToken === 'second'
            ? { rows: pages[1] ?? [], next: null, previous: null }
            : { rows: pages[0] ?? [], next: { page: 1, pageToken: 'second' }, previous: null },
        ),
    };
    expect(sidsOf(await read(repeating, { first: 5 })).map((sid) => sid[2])).toEqual(['a', 'b', 'c', 'd']);
    expect(sidsOf(await read(repeating, { last: 3 })).map((sid) => sid[2])).toEqual(['b', 'c', 'd']);
  });
});
