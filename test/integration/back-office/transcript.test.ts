import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  backOfficeSeed,
  LONG,
  participantSid,
  sessionId,
  sessionUrl,
  sid,
  SILENT,
  upTo,
  WITH_REMOVED,
} from '../../support/back-office.ts';

const test = await sharedGateway({ emulator: { seed: backOfficeSeed }, env: { UPSTREAM_TRACE: 'on' } });
afterEach(() => test.emulator.control.clearFaults());

const people = 'from { friendlyName } to { friendlyName }';
const read = (session: number, args: string, fields: string, beside = '') =>
  test.query(
    `{ proxySession(id: "${sessionId(session)}") { ${beside} transcript${args} { entries { ${fields} } isComplete } } }`,
  );
const listOf = (session: number, segment: string) => `GET ${sessionUrl(session)}/${segment}?PageSize=100`;

/** Lets the lists of Participants lack those that were removed. */
const listWithoutRemoved = () =>
  test.emulator.control.fault({
    path: /\/Participants\?/,
    body: (text) => {
      const page = JSON.parse(text) as { participants: { date_deleted: string | null }[] };
      const participants = page.participants.filter((row) => row.date_deleted === null);
      return JSON.stringify({ ...page, participants });
    },
  });

describe('transcript', () => {
  it('reads a whole conversation in true order, and its Participants once', async () => {
    const { data, errors } = await read(
      LONG,
      '(upTo: 500)',
      `direction ${people} interaction { sid messageBody }`,
    );
    expect(errors).toBeUndefined();
    const { entries, isComplete } = data.proxySession.transcript;
    expect(isComplete).toBe(true);
    expect(entries.map((entry: { interaction: { sid: string } }) => entry.interaction.sid)).toEqual(
      upTo(350).map((index) => sid('KI', index)),
    );
    expect(entries.slice(0, 5)).toEqual([
      entry('BETWEEN', 'person 1', 'person 0', 0, 'text 0'),
      entry('BETWEEN', 'person 0', 'person 1', 1, 'text 1'),
      entry('SYSTEM', null, 'person 0', 2, 'text 2'),
      entry('BETWEEN', 'person 0', 'person 1', 3, 'text 3'),
      entry('UNKNOWN', 'person 0', null, 4, null),
    ]);
    const requests = test.takeRequests();
    expect(requests).toHaveLength(5);
    expect(requests.slice(0, 2).toSorted()).toEqual([
      listOf(LONG, 'Interactions'),
      listOf(LONG, 'Participants'),
    ]);
  });

  it('keeps the newest when there are more, and says so', async () => {
    const { data } = await read(LONG, '(upTo: 100)', `${people} interaction { sid }`);
    const { entries, isComplete } = data.proxySession.transcript;
    expect(isComplete).toBe(false);
    expect(entries.map((each: { interaction: { sid: string } }) => each.interaction.sid)).toEqual(
      upTo(100).map((index) => sid('KI', 250 + index)),
    );
    expect(test.takeRequests()).toHaveLength(2);
  });

  it.each([
    ['by default 100 rows', '', false, 1],
    ['just all rows', '(upTo: 350)', true, 4],
    ['one less', '(upTo: 349)', false, 4],
    ['one', '(upTo: 1)', false, 1],
  ])('reads %s', async (_, args, isComplete, calls) => {
    const { data } = await read(LONG, args, 'direction');
    expect(data.proxySession.transcript.isComplete).toBe(isComplete);
    expect(test.takeRequests()).toHaveLength(calls);
  });

  it('reads the Session only for a plain field, and no Participants for their ids', async () => {
    await read(WITH_REMOVED, '', `from { id sid } to { id } interaction { sid }`, 'status');
    expect(test.takeRequests().toSorted()).toEqual([
      `GET ${sessionUrl(WITH_REMOVED)}`,
      listOf(WITH_REMOVED, 'Interactions'),
    ]);
  });

  it('shares its calls with the lists of the Session', async () => {
    await read(
      LONG,
      '(upTo: 200)',
      people,
      'participants(first: 100) { nodes { friendlyName } } interactions(first: 100) { nodes { sid } }',
    );
    expect(test.takeRequests()).toHaveLength(3);
  });

  it('fetches each removed Participant that the list lacks once', async () => {
    listWithoutRemoved();
    const { data, errors } = await read(WITH_REMOVED, '', `direction ${people}`);
    expect(errors).toBeUndefined();
    const [first] = data.proxySession.transcript.entries;
    expect(first).toEqual({
      direction: 'BETWEEN',
      from: { friendlyName: 'person 1' },
      to: { friendlyName: 'person 0' },
    });
    expect(test.takeRequests().toSorted()).toEqual(
      [
        listOf(WITH_REMOVED, 'Interactions'),
        listOf(WITH_REMOVED, 'Participants'),
        `GET ${sessionUrl(WITH_REMOVED)}/Participants/${participantSid(WITH_REMOVED, 1)}`,
      ].toSorted(),
    );
  });

  it('stays BETWEEN when a Participant cannot be found', async () => {
    listWithoutRemoved();
    test.emulator.control.fault({ path: /\/Participants\/KP/, status: 404, code: 20404 });
    const { data, errors } = await read(WITH_REMOVED, '', `direction ${people}`);
    expect(errors).toBeUndefined();
    expect(data.proxySession.transcript.entries[0]).toEqual({
      direction: 'BETWEEN',
      from: null,
      to: { friendlyName: 'person 0' },
    });
  });

  it('has one error when the Participants cannot be read, and keeps the conversation', async () => {
    test.emulator.control.fault({ path: /\/Participants\?/, status: 503 });
    const { data, errors } = await read(
      LONG,
      '(upTo: 200)',
      `direction ${people} interaction { messageBody }`,
    );
    const { entries } = data.proxySession.transcript;
    expect(entries).toHaveLength(200);
    for (const { from, to, interaction } of entries) {
      expect({ from, to }).toEqual({ from: null, to: null });
      expect(interaction.messageBody).toMatch(/^text \d+$/);
    }
    expect(errors).toMatchObject([
      {
        path: ['proxySession', 'transcript', 'entries', 0, 'from'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE' },
      },
    ]);
    expect(errors).toHaveLength(1);
  });

  it('has one error for a removed Participant that cannot be read', async () => {
    listWithoutRemoved();
    test.emulator.control.fault({ path: /\/Participants\/KP/, status: 500 });
    const { data, errors } = await read(WITH_REMOVED, '', people);
    expect(errors).toHaveLength(1);
    expect(data.proxySession.transcript.entries[0]).toEqual({ from: null, to: { friendlyName: 'person 0' } });
  });

  it('is null with an error when a page of Interactions fails in the middle', async () => {
    test.emulator.control.fault({ path: /Interactions\?.*PageToken/, status: 500, skip: 1 });
    const { data, errors } = await read(LONG, '(upTo: 500)', 'direction', 'status');
    expect(data).toEqual({ proxySession: { status: 'CLOSED', transcript: null } });
    expect(errors).toMatchObject([
      { path: ['proxySession', 'transcript'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('is empty and complete for a Session without Interactions, and null without a Session', async () => {
    const { data } = await read(SILENT, '', people);
    expect(data.proxySession.transcript).toEqual({ entries: [], isComplete: true });
    expect(test.takeRequests()).toHaveLength(2);
    const missing = await read(404_404, '', people);
    expect(missing).toMatchObject({ data: { proxySession: null } });
    expect(missing.errors).toBeUndefined();
  });

  it.each([0, 1001])('refuses upTo: %i before anything is read for it', async (upTo) => {
    const { data, errors } = await read(LONG, `(upTo: ${upTo})`, people, 'status');
    expect(data).toEqual({ proxySession: { status: 'CLOSED', transcript: null } });
    expect(errors).toMatchObject([
      {
        message: `Argument "upTo" must be between 1 and 1000, but got: ${upTo}.`,
        path: ['proxySession', 'transcript'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl(LONG)}`]);
  });

  it('shares its pages with the messages of Participants where Twilio has retired their lists', async () => {
    await using own = await startGateway({ emulator: { seed: backOfficeSeed } });
    own.emulator.control.set({ messageInteractionsGet: 404 });
    const read = () =>
      own.query(
        `{ proxySession(id: "${sessionId(WITH_REMOVED)}") {
          transcript { entries { ${people} } }
          participants(first: 100) { nodes { messageInteractions(first: 100) { nodes { sid } } } }
        } }`,
      );
    await read();
    own.takeRequests();
    const { data, errors } = await read();
    expect(errors).toBeUndefined();
    expect(data.proxySession.transcript.entries).toHaveLength(6);
    expect(own.takeRequests().toSorted()).toEqual([
      listOf(WITH_REMOVED, 'Interactions'),
      listOf(WITH_REMOVED, 'Participants'),
    ]);
  });

  it('is in true order whatever the order of the list', async () => {
    test.emulator.control.fault({
      path: /Interactions\?/,
      body: (text) => {
        const page = JSON.parse(text) as { interactions: { sid: string; date_created: string | null }[] };
        const interactions = page.interactions.toSorted((a, b) => (a.sid < b.sid ? -1 : 1));
        // One without a date stays beside its neighbour.
        return JSON.stringify({
          ...page,
          interactions: interactions.map((row, at) => ({ ...row, ...(at === 4 && { date_created: null }) })),
        });
      },
    });
    const { data } = await read(WITH_REMOVED, '', 'interaction { sid }');
    const sids = data.proxySession.transcript.entries.map(
      (each: { interaction: { sid: string } }) => each.interaction.sid,
    );
    // Those of the same minute are in the reverse order of the list.
    expect(sids).toEqual([2, 1, 0, 5, 4, 3].map((index) => sid('KI', 1000 + index)));
  });

  it('costs a call less for each list that a page of Sessions has shown', async () => {
    const { data } = await test.query(
      `{ proxyService(id: "${sessionId(0).split('-')[0] ?? ''}") { sessions(first: 3) { nodes {
        transcript { isComplete entries { direction ${people} } }
      } } } }`,
    );
    expect(
      data.proxyService.sessions.nodes.map(
        ({ transcript }: { transcript: { entries: unknown[] } }) => transcript.entries.length,
      ),
    ).toEqual([100, 6, 0]);
    // The page of Sessions; two lists of each of the two with Interactions, and one of the silent one.
    expect(test.takeRequests()).toHaveLength(1 + 2 + 2 + 1);
  });
});

const entry = (
  direction: string,
  from: string | null,
  to: string | null,
  index: number,
  messageBody: string | null,
) => ({
  direction,
  from: from && { friendlyName: from },
  to: to && { friendlyName: to },
  interaction: { sid: sid('KI', index), messageBody },
});
