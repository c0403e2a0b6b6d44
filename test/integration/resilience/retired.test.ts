import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

// Each test has a gateway of its own: what it learns about Twilio it believes for an hour.
const clock = new ManualClock();
let test: TestGateway;
beforeEach(async () => {
  test = await startGateway({ testOptions: { clock } });
});
afterEach(() => test[Symbol.asyncDispose]());

const sessionPath = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const participantPath = `${sessionPath}/Participants/${demo.customerSid}`;
const participantId = `${demo.serviceSid}-${demo.sessionSid}-${demo.customerSid}`;
const missing = `${demo.serviceSid}-${demo.sessionSid}-KP${'0'.repeat(32)}`;
const fields = `nodes { id sid participantSid messageBody type outboundResourceStatus inboundParticipantSid dateCreated
  participant { id } session { id } interaction { id } }`;

const missingPath = `${sessionPath}/Participants/KP${'0'.repeat(32)}`;
const listOf = (id: string) => `{ proxyParticipant(id: "${id}") { messageInteractions { nodes { sid } } } }`;
const messagesOf = (id: string, args = '') =>
  `{ proxyParticipant(id: "${id}") { identifier messageInteractions${args} { ${fields} pageInfo { hasNextPage endCursor } } } }`;

describe.each([404, 405] as const)('MessageInteractions that Twilio no longer serves (%d)', (status) => {
  const retire = () => test.emulator.control.set({ messageInteractionsGet: status });

  it('are the same rows, read from the Interactions of the Session', async () => {
    const before = await test.query(messagesOf(participantId));
    await clock.advance(60_000);
    retire();
    test.takeRequests();
    const { data, errors } = await test.query(messagesOf(participantId));
    expect(errors).toBeUndefined();
    expect(data.proxyParticipant.messageInteractions.nodes.length).toBeGreaterThan(0);
    expect(data.proxyParticipant.messageInteractions.nodes).toEqual(
      before.data.proxyParticipant.messageInteractions.nodes,
    );
    const instead = [`GET ${participantPath}`, `GET ${sessionPath}/Interactions?PageSize=100`];
    const list = `GET ${participantPath}/MessageInteractions?PageSize=50`;
    expect(new Set(test.takeRequests())).toEqual(new Set([...instead, list]));
    // From then on Twilio is not asked again for what it does not serve.
    await test.query(messagesOf(participantId));
    expect(new Set(test.takeRequests())).toEqual(new Set(instead));
  });

  it('are paged like the others: every row once, in order, whatever the step', async () => {
    const all = await test.query(messagesOf(participantId));
    const expected = (all.data.proxyParticipant.messageInteractions.nodes as { sid: string }[]).map(
      ({ sid }) => sid,
    );
    await clock.advance(60_000);
    retire();
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { data, errors } = await test.query(messagesOf(participantId, `(first: 1${after})`));
      expect(errors).toBeUndefined();
      const { nodes, pageInfo } = data.proxyParticipant.messageInteractions;
      seen.push(...(nodes as { sid: string }[]).map(({ sid }) => sid));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${String(pageInfo.endCursor)}"`;
    }
    expect(seen).toEqual(expected);
  });

  it('cost a read of their Participant once, however many pages of Interactions there are', async () => {
    retire();
    const session = `/v1/Services/${demo.bigServiceSid}/Sessions/${demo.longSessionSid}`;
    const people = await test.query(
      `{ proxySession(id: "${demo.bigServiceSid}-${demo.longSessionSid}") { participants(first: 1) { nodes { id sid } } } }`,
    );
    const [{ id, sid }] = people.data.proxySession.participants.nodes;
    test.takeRequests();
    const { errors } = await test.query(
      `{ proxyParticipant(id: "${id}") { messageInteractions(first: 200) { nodes { sid } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(test.takeRequests()).toEqual([
      `GET ${session}/Participants/${sid}/MessageInteractions?PageSize=100`,
      `GET ${session}/Participants/${sid}`,
      `GET ${session}/Interactions?PageSize=100`,
      expect.stringMatching(/Interactions\?PageSize=100&Page=1&PageToken=/),
    ]);
  });

  it('are found one by one as well, and only under their own Participant', async () => {
    retire();
    await test.query(messagesOf(participantId));
    const id = `${participantId}-${demo.messageInteractionSid}`;
    const strange = `${demo.serviceSid}-${demo.sessionSid}-${demo.courierSid}-${demo.messageInteractionSid}`;
    const { data, errors } = await test.query(
      `{ a: proxyMessageInteraction(id: "${id}") { id messageBody } b: proxyMessageInteraction(id: "${strange}") { id messageBody } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: { id, messageBody: expect.any(String) as string }, b: null });
  });

  it('are found one by one without a list before them, when the answer is 405', async () => {
    retire();
    const id = `${participantId}-${demo.messageInteractionSid}`;
    const { data, errors } = await test.query(`{ proxyMessageInteraction(id: "${id}") { id messageBody } }`);
    expect(errors).toBeUndefined();
    expect(data.proxyMessageInteraction !== null).toBe(status === 405);
  });

  it('are null when the Participant does not exist', async () => {
    retire();
    for (let count = 0; count < 2; count += 1) {
      const { data, errors } = await test.query(listOf(missing));
      expect(errors).toBeUndefined();
      expect(data).toEqual({ proxyParticipant: null });
      expect(test.takeRequests()).toEqual([
        `GET ${missingPath}/MessageInteractions?PageSize=50`,
        `GET ${missingPath}`,
      ]);
    }
  });

  it('are missed once at most, when Twilio has served them less than a minute ago', async () => {
    await test.query(listOf(participantId));
    retire();
    const answers = [await test.query(listOf(participantId)), await test.query(listOf(participantId))];
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(answers.map(({ data }) => data.proxyParticipant !== null)).toEqual([status === 405, true]);
  });

  it('are served by Twilio again after an hour, if it serves them again', async () => {
    retire();
    await test.query(messagesOf(participantId));
    test.emulator.control.set({ messageInteractionsGet: 'served' });
    await clock.advance(3_600_000);
    test.takeRequests();
    expect((await test.query(messagesOf(participantId))).errors).toBeUndefined();
    expect(test.takeRequests()).toContain(`GET ${participantPath}/MessageInteractions?PageSize=50`);
  });
});

describe('MessageInteractions that Twilio serves', () => {
  it('of a Participant that does not exist cost one call, where a list has shown a minute ago at most that they are', async () => {
    const calls = async () => {
      expect((await test.query(listOf(missing))).data).toEqual({ proxyParticipant: null });
      return test.takeRequests();
    };
    const list = `GET ${missingPath}/MessageInteractions?PageSize=50`;
    expect(await calls()).toEqual([list, `GET ${missingPath}`]);
    await test.query(listOf(participantId));
    test.takeRequests();
    expect(await calls()).toEqual([list]);
    expect(await calls()).toEqual([list, `GET ${missingPath}`]);
    await test.query(listOf(participantId));
    await clock.advance(60_000);
    test.takeRequests();
    expect(await calls()).toEqual([list, `GET ${missingPath}`]);
  });
});

describe('ShortCodes that Twilio no longer serves', () => {
  const query = (id: string, more = 'uniqueName') =>
    `{ proxyService(id: "${id}") { ${more} phoneNumbers(first: 1) { nodes { sid } } shortCodes { nodes { sid } } } }`;

  it('are null with UPSTREAM_REJECTED and a message that says so, and all else is answered', async () => {
    test.emulator.control.set({ shortCodes: 404 });
    for (let count = 0; count < 2; count += 1) {
      const { data, errors } = await test.query(query(demo.serviceSid));
      expect(data.proxyService).toEqual({
        uniqueName: demo.serviceUniqueName,
        phoneNumbers: { nodes: [expect.anything()] },
        shortCodes: null,
      });
      expect(errors).toMatchObject([
        {
          message: 'Twilio has retired ShortCodes for this account.',
          path: ['proxyService', 'shortCodes'],
          extensions: { code: 'UPSTREAM_REJECTED' },
        },
      ]);
    }
    test.emulator.control.set({ shortCodes: 'served' });
    expect((await test.query(query(demo.serviceSid))).errors).toBeUndefined();
  });

  it('do not make a Service out of one that does not exist', async () => {
    test.emulator.control.set({ shortCodes: 404 });
    for (let count = 0; count < 2; count += 1) {
      const { data, errors } = await test.query(
        `{ proxyService(id: "KS${'0'.repeat(32)}") { shortCodes { nodes { sid } } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data).toEqual({ proxyService: null });
    }
  });
});
