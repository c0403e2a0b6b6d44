import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { createClock } from '../../../src/emulator/scheduler/clock.ts';
import { Form } from '../../../src/emulator/operations/form.ts';
import { findRoute } from '../../../src/emulator/http/router.ts';
import { largeSeed, largeServiceSid } from '../../../src/emulator/seeds/large.ts';
import { applySeed } from '../../../src/emulator/seeds/apply-seed.ts';
import { defaultSettings } from '../../../src/emulator/state/settings.ts';
import { createAccountState } from '../../../src/emulator/state/account-state.ts';
import { ask } from '../client.ts';

/** How many rows were looked at for each page of 100 in a walk over all Sessions. */
function visitsPerPage(sessions: number): number[] {
  const state = createAccountState(`AC${'0'.repeat(32)}`, createClock(Date.now), defaultSettings);
  applySeed(state, largeSeed(sessions));
  const rows = state.store.services.get(largeServiceSid)?.sessions;
  const path = `/v1/Services/${largeServiceSid}/Sessions`;
  const route = findRoute(path);
  if (rows === undefined || route === undefined) throw new Error('The large seed has no Sessions.');
  const visits: number[] = [];
  for (let query: string | undefined = 'PageSize=100'; query !== undefined;) {
    const before = rows.visited;
    const answer = route.operations.list?.({
      state,
      base: 'http://x',
      place: route.place,
      query,
      form: new Form({}),
    });
    visits.push(rows.visited - before);
    const { meta } = JSON.parse(answer?.body ?? '') as { meta: { next_page_url: string | null } };
    query = meta.next_page_url?.split('?')[1];
  }
  return visits;
}

describe('the work for a page', () => {
  it('is its rows and a search, in a list of any length, at its start and at its end', () => {
    const small = visitsPerPage(1_000);
    const large = visitsPerPage(10_000);
    expect(small).toHaveLength(10);
    expect(large).toHaveLength(100);
    // The search halves the list: ten times the rows are four looks more.
    expect(Math.max(...small)).toBeLessThanOrEqual(100 + 10);
    expect(Math.max(...large)).toBeLessThanOrEqual(100 + 14);
    expect(large.at(-1)).toBeLessThanOrEqual((large[1] ?? 0) + 2);
  });
});

describe('the large seed', () => {
  it('is one Service with 10,000 Sessions that can be walked', async () => {
    await using emulator = await createEmulator({ seed: 'large' });
    const seen = new Set<string>();
    let path: string | null = `/v1/Services/${largeServiceSid}/Sessions?PageSize=100`;
    while (path !== null) {
      const { body }: { body: { sessions: { sid: string }[]; meta: { next_page_url: string | null } } } =
        await ask(emulator, 'GET', path);
      for (const { sid } of body.sessions) seen.add(sid);
      path = body.meta.next_page_url;
    }
    expect(seen.size).toBe(10_000);
    expect(emulator.requests).toHaveLength(100);
  });
});
