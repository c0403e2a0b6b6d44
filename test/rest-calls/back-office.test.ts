import { describe, expect, it } from 'vitest';
import type { PlanNode } from '../../src/planner/explain.ts';
import { backOfficeSeed, LONG, serviceSid, sessionId } from '../support/back-office.ts';
import { sharedGateway } from '../support/shared-gateway.ts';

const test = await sharedGateway({ emulator: { seed: backOfficeSeed }, env: { UPSTREAM_TRACE: 'on' } });

const closed = 'filter: { status: [CLOSED] }';
const ofService = (fields: string) => `{ proxyService(id: "${serviceSid}") { ${fields} } }`;
const ofSession = (fields: string) => `{ proxySession(id: "${sessionId(LONG)}") { ${fields} } }`;
const people = 'from { friendlyName } to { friendlyName }';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly planned: readonly [min: number, expected: number, max: number];
  readonly calls: number;
}

const cases: readonly Case[] = [
  {
    name: 'filtered Sessions: a page of 100 after the other, up to `scan`',
    text: ofService(`sessions(${closed}) { nodes { sid } }`),
    planned: [1, 5, 5],
    calls: 5,
  },
  {
    name: 'filtered Sessions that are found early',
    text: ofService(`sessions(${closed}, first: 5) { nodes { sid } }`),
    planned: [1, 5, 5],
    calls: 1,
  },
  {
    name: 'filtered Sessions beside a plain field, with another `scan`',
    text: ofService(`uniqueName sessions(${closed}, scan: 250) { nodes { sid } }`),
    planned: [2, 4, 4],
    calls: 4,
  },
  {
    name: 'filtered Sessions, backwards from the end',
    text: ofService(`sessions(${closed}, last: 3, scan: 2000) { nodes { sid } }`),
    planned: [1, 20, 20],
    calls: 7,
  },
  {
    name: 'two filters, which read the same pages',
    text: ofService(
      `a: sessions(${closed}) { nodes { sid } } b: sessions(filter: { status: [OPEN] }) { nodes { sid } }`,
    ),
    planned: [1, 5, 5],
    calls: 5,
  },
  {
    name: 'a filter that filters nothing',
    text: ofService('sessions(filter: {}, scan: 2000) { nodes { sid } }'),
    planned: [1, 1, 1],
    calls: 1,
  },
  {
    name: 'sessionCount: a call per 100 rows',
    text: ofService('sessionCount { value }'),
    planned: [1, 10, 10],
    calls: 7,
  },
  {
    name: 'sessionCount up to a number',
    text: ofService('sessionCount(upTo: 201) { value precision }'),
    planned: [1, 3, 3],
    calls: 3,
  },
  {
    name: 'a count with a filtered list, which share their pages',
    text: ofService(`sessionCount { value } sessions(${closed}, first: 1000) { nodes { sid } }`),
    planned: [1, 10, 10],
    calls: 7,
  },
  {
    name: 'pool: a call per 100 numbers',
    text: ofService('pool { idle crowded { phoneNumber } }'),
    planned: [1, 5, 500],
    calls: 2,
  },
  {
    name: 'webhook: nothing beside the Service',
    text: ofService('uniqueName webhook { isConnected dateLastReceived }'),
    planned: [1, 1, 1],
    calls: 1,
  },
  {
    name: 'a transcript of 350 Interactions',
    text: ofSession(`transcript(upTo: 500) { isComplete entries { ${people} interaction { messageBody } } }`),
    planned: [2, 6, 1006],
    calls: 5,
  },
  {
    name: 'a transcript of 100 of them',
    text: ofSession(`transcript(upTo: 100) { isComplete entries { ${people} interaction { messageBody } } }`),
    planned: [2, 2, 202],
    calls: 2,
  },
  {
    name: 'a transcript with a plain field',
    text: ofSession(`status transcript { entries { ${people} } }`),
    planned: [3, 3, 203],
    calls: 3,
  },
  {
    name: 'a transcript without its people',
    text: ofSession('transcript { entries { direction from { id } interaction { messageBody } } }'),
    planned: [1, 1, 1],
    calls: 1,
  },
  {
    name: 'a transcript with the lists that it is made of',
    text: ofSession(
      `transcript { entries { ${people} } } interactions(first: 100) { nodes { sid } } participants(first: 100) { nodes { sid } }`,
    ),
    planned: [2, 2, 203],
    calls: 2,
  },
];

describe('what the gateway adds to the REST API costs what its plan says', () => {
  it.each(cases)('$name', async ({ text, planned: [min, expected, max], calls }) => {
    const { data, errors, extensions } = await test.query(text, {}, { 'x-upstream-trace': 'true' });
    expect(errors).toBeUndefined();
    expect(data).not.toBeNull();
    expect(extensions.upstream.planned).toEqual({ min, expected, max });
    expect(extensions.upstream.calls).toBe(calls);
    expect(test.takeRequests()).toHaveLength(calls);
  });

  it('is shown by the plan with the fields that need it', async () => {
    const lines = ({ path, times, fields, children = [] }: PlanNode): unknown[] => [
      path.replace('/v1/Services/{ServiceSid}', ''),
      times.expected,
      fields,
      ...children.map(lines),
    ];
    const { extensions } = await test.query(
      ofService(
        `sessionCount { value } pool { idle } webhook { isConnected }
        sessions(${closed}, first: 4) { nodes { transcript { entries { ${people} } } } }`,
      ),
      {},
      { 'x-upstream-plan': 'true' },
    );
    const ofRow = 'proxyService.sessions.nodes.transcript';
    expect(extensions.plan.calls.map(lines)).toEqual([
      [
        '/Sessions',
        10,
        ['proxyService.sessionCount', 'proxyService.sessions'],
        [
          '/Sessions/{SessionSid}/Interactions',
          4,
          [ofRow],
          [
            '/Sessions/{SessionSid}/Participants',
            4,
            [`${ofRow}.entries.from.friendlyName`, `${ofRow}.entries.to.friendlyName`],
          ],
          ['/Sessions/{SessionSid}/Participants/{Sid}', 0, expect.any(Array)],
        ],
      ],
      ['/PhoneNumbers', 5, ['proxyService.pool']],
      ['/v1/Services/{Sid}', 1, ['proxyService.webhook']],
    ]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('counts the records below the rows of each filter', async () => {
    const below = 'nodes { participants { nodes { sid } } }';
    const { extensions } = await test.query(
      ofService(
        `a: sessions(${closed}, first: 7) { ${below} } b: sessions(filter: { status: [OPEN] }, first: 9) { ${below} }`,
      ),
      {},
      { 'x-upstream-trace': 'true' },
    );
    expect(extensions.upstream).toMatchObject({ planned: { min: 1, expected: 21, max: 21 }, calls: 17 });
  });
});

describe('the budget of an operation', () => {
  it.each([
    ['filtered Sessions', ofService(`sessions(${closed}, scan: 1000) { rowsRead }`), 10],
    ['a count', ofService('sessionCount(upTo: 10000) { value }'), 100],
    ['a transcript', ofSession(`transcript(upTo: 1000) { entries { ${people} } }`), 11],
  ])('refuses %s above it, before anything is read', async (_, text, calls) => {
    const { errors } = await test.query(text, {}, { 'x-max-upstream-calls': String(calls - 1) });
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(errors?.[0]?.message).toContain(`about ${calls} REST calls, but ${calls - 1} are allowed`);
    expect(test.takeRequests()).toEqual([]);
  });
});
