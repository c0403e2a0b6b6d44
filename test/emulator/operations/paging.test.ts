import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask } from '../client.ts';
import { emulatorAtNoon, NOON } from '../support.ts';

interface Page {
  readonly sessions: readonly { readonly sid: string }[];
  readonly meta: { readonly page: number; readonly page_size: number } & Record<
    'url' | 'next_page_url' | 'previous_page_url',
    string | null
  >;
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await emulatorAtNoon();
});
afterAll(() => emulator.stop());

const big = `/v1/Services/${demo.bigServiceSid}/Sessions`;
const page = async (path: string): Promise<Page> => (await ask<Page>(emulator, 'GET', path)).body;
const sidsOf = ({ sessions }: Page): string[] => sessions.map(({ sid }) => sid);

describe('a page', () => {
  it.each([
    ['', 50],
    ['?PageSize=', 50],
    ['?PageSize=7', 7],
    ['?PageSize=100', 100],
    ['?PageSize=101', 100],
    ['?PageSize=1000', 100],
    ['?Status=open', 50],
  ])('has as many rows as %j allows: %i', async (query, size) => {
    const { meta, sessions } = await page(big + query);
    expect([sessions.length, meta.page_size]).toEqual([size, size]);
  });

  it.each([
    ['PageSize=1001', 20007],
    ['PageSize=0', 20001],
    ['PageSize=-1', 20001],
    ['PageSize=ten', 20001],
    ['PageSize=1.5', 20001],
    ['PageSize=99999999999999999999', 20001],
    ['Page=-1', 20001],
    ['PageToken=abc', 21481],
    ['PageToken=PT', 21481],
    [`PageToken=PT${demo.longSessionSid.replace('KC', 'KI')}`, 21481],
    [`PageToken=PT${demo.sessionSid}`, 21481],
  ])('is refused with %s: %i', async (query, code) => {
    expect(await ask(emulator, 'GET', `${big}?${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  it('echoes a page number, which does not seek', async () => {
    const { meta, sessions } = await page(`${big}?PageSize=2&Page=5`);
    expect(meta.page).toBe(5);
    expect(sessions).toEqual((await page(`${big}?PageSize=2`)).sessions);
  });

  it('of a parent that does not exist is a 404', async () => {
    expect((await ask(emulator, 'GET', `/v1/Services/KS${'0'.repeat(32)}/Sessions`)).status).toBe(404);
  });

  it.each([1, 7, 50, 100, 130, 260])(
    'leads to all 260 Sessions in steps of %i, and ends without a next page',
    async (step) => {
      const seen: string[] = [];
      let pages = 0;
      for (let path: string | null = `${big}?PageSize=${step}`; path !== null; pages++) {
        const current: Page = await page(path);
        expect(current.meta.page).toBe(pages);
        seen.push(...sidsOf(current));
        path = current.meta.next_page_url;
      }
      expect(new Set(seen).size).toBe(260);
      expect(seen).toHaveLength(260);
      expect(pages).toBe(Math.ceil(260 / Math.min(step, 100)));
    },
  );

  it('leads back to the first one, page by page', async () => {
    const first = await page(`${big}?PageSize=90`);
    const second = await page(first.meta.next_page_url ?? '');
    const third = await page(second.meta.next_page_url ?? '');
    expect(third.meta.next_page_url).toBeNull();
    const back = await page(third.meta.previous_page_url ?? '');
    expect(back.sessions).toEqual(second.sessions);
    expect((await page(back.meta.next_page_url ?? '')).sessions).toEqual(third.sessions);
    const start = await page(back.meta.previous_page_url ?? '');
    expect(start.sessions).toEqual(first.sessions);
    expect(start.meta).toMatchObject({ page: 0, previous_page_url: null });
  });
});

/** What happens between two pages: a row is created, or one is deleted; the clock may stand still or jump either way. */
type Step = { readonly create: number } | { readonly remove: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ create: fc.integer({ min: -5, max: 5 }) }),
  fc.record({ remove: fc.nat() }),
);

const schedule = fc.record({
  start: fc.array(fc.integer({ min: -2, max: 3 }), { maxLength: 25 }),
  pageSize: fc.integer({ min: 1, max: 8 }),
  between: fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }),
});

describe('a walk while rows come and go', () => {
  it.each(['next_page_url', 'previous_page_url'] as const)(
    'by %s sees each surviving row once, and no row twice',
    async (direction) => {
      await fc.assert(
        fc.asyncProperty(schedule, async ({ between, pageSize, start }) => {
          const list = await newList();
          for (const jump of start) await list.create(jump);
          let current: Page | undefined = await page(`${list.path}?PageSize=${pageSize}`);
          if (direction === 'previous_page_url') current = await lastPage(current);
          const survivors = new Set(list.sids);
          const seen: string[] = [];
          for (let turn = 0; current !== undefined; turn++) {
            seen.push(...sidsOf(current));
            for (const each of between[turn] ?? []) {
              if ('create' in each) await list.create(each.create);
              else survivors.delete((await list.remove(each.remove)) ?? '');
            }
            const next: string | null = current.meta[direction];
            current = next === null ? undefined : await page(next);
            expect(turn).toBeLessThan(200);
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen).toEqual(expect.arrayContaining([...survivors]));
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

/** A new Service with a list of Sessions, and the means to change it. */
async function newList() {
  emulator.control.seed({ services: [{ uniqueName: 'svc' }] });
  emulator.control.clock.set(NOON);
  const { body } = await ask<{ sid: string }>(emulator, 'GET', '/v1/Services/svc');
  const path = `/v1/Services/${body.sid}/Sessions`;
  const sids: string[] = [];
  return {
    path,
    sids,
    create: async (jumpMs: number): Promise<void> => {
      emulator.control.clock.advance(jumpMs);
      sids.push((await ask<{ sid: string }>(emulator, 'POST', path, {})).body.sid);
    },
    remove: async (position: number): Promise<string | undefined> => {
      const [sid] = sids.length === 0 ? [] : sids.splice(position % sids.length, 1);
      if (sid !== undefined) await ask(emulator, 'DELETE', `${path}/${sid}`);
      return sid;
    },
  };
}

async function lastPage(first: Page): Promise<Page> {
  let current = first;
  while (current.meta.next_page_url !== null) current = await page(current.meta.next_page_url);
  return current;
}
