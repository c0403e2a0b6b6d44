import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { sharedGateway } from '../support/shared-gateway.ts';
import { sid } from './seed.ts';

const serviceSid = sid('KS', 7);
const url = `/v1/Services/${serviceSid}`;

const test = await sharedGateway({ emulator: { seed: 'empty' } });

const rows = 40;

beforeEach(() => {
  test.emulator.control.seed({
    services: [
      {
        sid: serviceSid,
        uniqueName: 'paging',
        sessions: Array.from({ length: rows }, (_, position) => ({ sid: sid('KC', position) })),
      },
    ],
  });
  test.emulator.clearRequests();
});

/** Asks the emulator itself, as another client of Twilio would. */
async function ask(method: string, path: string): Promise<{ readonly sid: string }> {
  const { accountSid, authToken } = test.emulator;
  const response = await fetch(test.emulator.url + path, {
    method,
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
  });
  return (response.status === 204 ? {} : await response.json()) as { sid: string };
}

const query = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  proxyService(id: $id) {
    sessions(first: $first, after: $after, last: $last, before: $before) {
      nodes { sid }
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
    }
  }
}`;

async function read(args: object): Promise<{
  readonly sids: readonly string[];
  readonly pageInfo: Readonly<Record<'startCursor' | 'endCursor', string | null>> &
    Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>>;
}> {
  const { data, errors } = await test.query(query, { id: serviceSid, ...args });
  expect(errors).toBeUndefined();
  const { nodes, pageInfo } = data.proxyService.sessions;
  return { sids: (nodes as { sid: string }[]).map((node) => node.sid), pageInfo };
}

describe('a walk through the gateway', () => {
  it('gives every surviving row once, in order, while Sessions come and go between its pages', async () => {
    const schedule = fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 15 }),
        created: fc.nat(2),
        removed: fc.array(fc.nat(rows - 1)),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(schedule, fc.boolean(), async (steps, forwards) => {
        test.emulator.control.seed({
          services: [
            {
              sid: serviceSid,
              uniqueName: 'paging',
              sessions: Array.from({ length: rows }, (_, position) => ({ sid: sid('KC', position) })),
            },
          ],
        });
        const { sids: before } = await read({ first: 1000 });
        const removed = new Set<string>();
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let index = 0, more = true; more; index += 1) {
          const step = steps[index % steps.length];
          const size = step?.size ?? 1;
          const { sids, pageInfo } = await read(
            forwards ? { first: size, after: cursor } : { last: size, before: cursor },
          );
          if (forwards) seen.push(...sids);
          else seen.unshift(...sids);
          cursor = forwards ? pageInfo.endCursor : pageInfo.startCursor;
          more = (forwards ? pageInfo.hasNextPage : pageInfo.hasPreviousPage) && cursor !== null;
          // Not the row of the cursor and its neighbours: a walk from the end stands within a page.
          const around = new Set(
            [-1, 0, 1].map((offset) => before[before.indexOf(sids.at(-1) ?? '') + offset]),
          );
          for (const position of step?.removed ?? []) {
            const gone = before[position] ?? '';
            if (removed.has(gone) || (!forwards && (around.has(gone) || sids.includes(gone)))) continue;
            removed.add(gone);
            await ask('DELETE', `${url}/Sessions/${gone}`);
          }
          for (let created = 0; created < (step?.created ?? 0) && index < 12; created += 1) {
            await ask('POST', `${url}/Sessions`);
          }
        }
        expect(new Set(seen).size).toBe(seen.length);
        const survivors = before.filter((each) => !removed.has(each));
        expect(seen.filter((each) => survivors.includes(each))).toEqual(survivors);
      }),
      { numRuns: 15 },
    );
  });

  it('agrees in both directions', async () => {
    const { sids: all } = await read({ first: 1000 });
    const forwards: string[] = [];
    const backwards: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { sids, pageInfo } = await read({ first: 7, after });
      forwards.push(...sids);
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    for (let before: string | null = null, more = true; more;) {
      const { sids, pageInfo } = await read({ last: 7, before });
      backwards.unshift(...sids);
      [before, more] = [pageInfo.startCursor, pageInfo.hasPreviousPage];
    }
    expect(forwards).toEqual(all);
    expect(backwards).toEqual(all);
  });

  it('never probes: what comes next is known from the page that was read', async () => {
    const { pageInfo: start } = await read({ first: 10 });
    expect(start).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const { pageInfo: middle } = await read({ first: 20, after: start.endCursor });
    expect(middle).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const { pageInfo: end } = await read({ first: 10, after: middle.endCursor });
    expect(end).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const { pageInfo: back } = await read({ last: 20, before: end.startCursor });
    expect(back).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const { pageInfo: first } = await read({ last: 10, before: back.startCursor });
    expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(test.takeRequests()).toHaveLength(5);
  });

  it('goes on behind a row that was deleted, and with another page size', async () => {
    const { sids, pageInfo } = await read({ first: 10 });
    await ask('DELETE', `${url}/Sessions/${sids.at(-1) ?? ''}`);
    const { sids: next } = await read({ first: 3, after: pageInfo.endCursor });
    const { sids: all } = await read({ first: 1000 });
    expect(next).toEqual(all.slice(9, 12));
  });

  it('answers CURSOR_EXPIRED when the row of a cursor and its neighbours are gone', async () => {
    const { data } = await test.query(
      `query ($id: ID!) { proxyService(id: $id) { sessions(first: 9) { edges { cursor node { sid } } } } }`,
      { id: serviceSid },
    );
    const edges = data.proxyService.sessions.edges as { cursor: string; node: { sid: string } }[];
    for (const edge of edges.slice(3, 6)) await ask('DELETE', `${url}/Sessions/${edge.node.sid}`);
    const { data: after, errors } = await test.query(query, {
      id: serviceSid,
      first: 3,
      after: edges[4]?.cursor,
    });
    expect(after.proxyService).toEqual({ sessions: null });
    expect(errors).toMatchObject([
      { path: ['proxyService', 'sessions'], extensions: { code: 'CURSOR_EXPIRED' } },
    ]);
  });
});
