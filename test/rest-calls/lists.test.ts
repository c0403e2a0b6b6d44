import { afterEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { callsOf, sorted } from './calls.ts';
import {
  economySeed,
  numberSid,
  participantSid,
  participantUrl,
  serviceSid,
  serviceUrl,
  sessionId,
  sessionUrl,
  sid,
  TRANSCRIPT,
  TRANSCRIPT_OF_REMOVED,
} from './seed.ts';

// Each test has a gateway of its own: what a gateway knows of lists outlives an operation.
let test: TestGateway;
const start = async (seed = economySeed) => void (test = await startGateway({ emulator: { seed } }));
afterEach(() => test[Symbol.asyncDispose]());

/** Lets the lists of Participants lack those that were removed. */
function listWithoutRemoved(): void {
  test.emulator.control.fault({
    path: /\/Participants\?/,
    body: (body) => {
      const page = JSON.parse(body) as { participants: { date_deleted: string | null }[] };
      return JSON.stringify({
        ...page,
        participants: page.participants.filter((row) => row.date_deleted === null),
      });
    },
  });
}

const participantIds = (session: number, ...positions: (0 | 1 | 2 | 3)[]) =>
  positions.map((position) => `${sessionId(session)}-${participantSid(session, position)}`);

const names = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxyParticipant { friendlyName } } }';

describe('Participants', () => {
  it('are read one by one as long as one of a Session is wanted', async () => {
    await start();
    await test.query(names, { ids: [...participantIds(3, 0), ...participantIds(4, 1)] });
    expect(callsOf(test)).toEqual(sorted([`GET ${participantUrl(3, 0)}`, `GET ${participantUrl(4, 1)}`]));
  });

  it('are read out of one list from two of a Session on', async () => {
    await start();
    const { data } = await test.query(names, { ids: [...participantIds(3, 0, 1), ...participantIds(4, 1)] });
    expect(data.nodes).toEqual(
      ['person 0', 'person 1', 'person 1'].map((friendlyName) => ({ friendlyName })),
    );
    expect(callsOf(test)).toEqual(
      sorted([`GET ${sessionUrl(3)}/Participants?PageSize=100`, `GET ${participantUrl(4, 1)}`]),
    );
  });

  it.each([
    ['E', '', 'PageSize=100'],
    ['H', 'participants { nodes { sid } }', 'PageSize=50'],
  ])('that the list lacks cost one call each, as in %s', async (_, list, size) => {
    await start();
    listWithoutRemoved();
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          status
          ${list}
          interactions(first: 100) { nodes { inboundParticipant { sid friendlyName } outboundParticipant { sid friendlyName } } }
        }
      }`,
      { id: sessionId(TRANSCRIPT_OF_REMOVED) },
    );
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain('"friendlyName":"person 3"');
    const url = sessionUrl(TRANSCRIPT_OF_REMOVED);
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${url}`,
        `GET ${url}/Interactions?PageSize=100`,
        `GET ${url}/Participants?${size}`,
        `GET ${participantUrl(TRANSCRIPT_OF_REMOVED, 2)}`,
        `GET ${participantUrl(TRANSCRIPT_OF_REMOVED, 3)}`,
      ]),
    );
  });

  it('that part of a list brought leave one to be fetched', async () => {
    await start();
    const { errors } = await test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          participants(first: 1) { nodes { friendlyName } }
          interactions(first: 100) { nodes { inboundParticipant { friendlyName } outboundParticipant { friendlyName } } }
        }
      }`,
      { id: sessionId(TRANSCRIPT) },
    );
    expect(errors).toBeUndefined();
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${sessionUrl(TRANSCRIPT)}/Participants?PageSize=1`,
        `GET ${sessionUrl(TRANSCRIPT)}/Interactions?PageSize=100`,
        `GET ${participantUrl(TRANSCRIPT, 0)}`,
      ]),
    );
  });

  it('wait for a list of theirs that is in flight', async () => {
    await start();
    const hold = test.emulator.control.hold({ path: /Participants\?/ });
    const running = test.query(
      `query ($id: ID!, $session: ID!) {
        proxyParticipant(id: $id) { friendlyName }
        proxySession(id: $session) { participants { nodes { sid } } }
      }`,
      { id: participantIds(3, 0)[0], session: sessionId(3) },
    );
    await test.emulator.control.arrived(1);
    hold.release();
    const { data } = await running;
    expect(data.proxyParticipant.friendlyName).toBe('person 0');
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl(3)}/Participants?PageSize=50`]);
  });

  it('of a missing Session are null after one list read', async () => {
    await start();
    const missing = `${serviceSid}-${sid('KC', 999_999)}`;
    const { data, errors } = await test.query(names, {
      ids: [`${missing}-${sid('KP', 1)}`, `${missing}-${sid('KP', 2)}`],
    });
    expect({ data, errors }).toEqual({ data: { nodes: [null, null] }, errors: undefined });
    expect(test.takeRequests()).toEqual([
      `GET ${serviceUrl}/Sessions/${sid('KC', 999_999)}/Participants?PageSize=100`,
    ]);
  });

  it('that do not exist are null after the list and a fetch each', async () => {
    await start();
    const { data, errors } = await test.query(names, {
      ids: [...participantIds(3, 0), `${sessionId(3)}-${sid('KP', 999_999)}`],
    });
    expect(errors).toBeUndefined();
    expect(data.nodes).toEqual([{ friendlyName: 'person 0' }, null]);
    expect(test.takeRequests()).toHaveLength(2);
  });

  it.each([
    [{ code: 80621, headers: { 'retry-after': '86400' } }, 'RATE_LIMITED'],
    [{ status: 503 }, 'UPSTREAM_UNAVAILABLE'],
    [{ code: 20001 }, 'UPSTREAM_REJECTED'],
  ])('whose list fails with %o each get that error, and none is fetched', async (fault, code) => {
    test = await startGateway({ emulator: { seed: economySeed }, env: { MAX_RETRIES: '0' } });
    test.emulator.control.fault({ ...fault, path: /Participants/ });
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxySession(id: $id) {
          status
          interactions(first: 4) { nodes { sid inboundParticipant { friendlyName } outboundParticipant { friendlyName } } }
        }
      }`,
      { id: sessionId(TRANSCRIPT) },
    );
    expect(data.proxySession.interactions.nodes).toHaveLength(4);
    expect(errors).toHaveLength(8);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
    expect(test.takeRequests()).toHaveLength(3);
  });

  it('whose list does not answer in time each get that error', async () => {
    const clock = new ManualClock();
    test = await startGateway({
      emulator: { seed: economySeed },
      env: { MAX_RETRIES: '0' },
      testOptions: { clock },
    });
    test.emulator.control.fault({ path: /Participants/, hang: true });
    const answer = test.query(names, { ids: participantIds(3, 0, 1) });
    await test.emulator.control.arrived(1);
    await clock.advance(5000);
    const { errors } = await answer;
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_TIMEOUT',
    ]);
    expect(test.takeRequests()).toHaveLength(1);
  });
});

describe('numbers of a pool', () => {
  const numbersOfPeople = `query ($id: ID!, $first: Int!) {
    proxyService(id: $id) {
      sessions(first: $first) { nodes { participants { nodes { proxyPhoneNumber { phoneNumber } } } } }
    }
  }`;
  const numberIds = [0, 1, 2, 3].map((position) => `${serviceSid}-${numberSid(position)}`);
  const byIds = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ProxyPhoneNumber { phoneNumber } } }';
  const listOfNumbers = `query ($id: ID!) { proxyService(id: $id) { phoneNumbers { nodes { sid } } } }`;
  const numberCalls = () => test.takeRequests().filter((call) => call.includes('/PhoneNumbers'));

  it('are read one by one as long as nobody knows how long the pool is, each once', async () => {
    await start();
    const { errors } = await test.query(numbersOfPeople, { id: serviceSid, first: 10 });
    expect(errors).toBeUndefined();
    expect(sorted(numberCalls())).toEqual(
      [0, 1, 2, 3].map((position) => `GET ${serviceUrl}/PhoneNumbers/${numberSid(position)}`),
    );
  });

  it('cost nothing where the operation reads their list', async () => {
    await start();
    const { errors } = await test.query(
      `query ($id: ID!) {
        proxyService(id: $id) {
          phoneNumbers { nodes { sid } }
          sessions(first: 10) { nodes { participants { nodes { proxyPhoneNumber { phoneNumber } } } } }
        }
      }`,
      { id: serviceSid },
    );
    expect(errors).toBeUndefined();
    expect(numberCalls()).toEqual([`GET ${serviceUrl}/PhoneNumbers?PageSize=50`]);
  });

  it('are read out of one list from two on once the pool was seen to fit one page', async () => {
    await start();
    await test.query(listOfNumbers, { id: serviceSid });
    test.takeRequests();
    await test.query(byIds, { ids: numberIds });
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}/PhoneNumbers?PageSize=100`]);
    await test.query(byIds, { ids: numberIds.slice(0, 1) });
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}/PhoneNumbers/${numberSid(0)}`]);
  });

  it('of a long pool are always read one by one', async () => {
    const phoneNumbers = Array.from({ length: 130 }, (_, position) => ({
      sid: numberSid(position),
      number: `+1415556${String(position).padStart(4, '0')}`,
    }));
    await start({ services: [{ sid: serviceSid, uniqueName: 'long-pool', phoneNumbers }] });
    await test.query(listOfNumbers, { id: serviceSid });
    await test.query(
      `query ($id: ID!) { proxyService(id: $id) { phoneNumbers(last: 20) { nodes { sid } } } }`,
      {
        id: serviceSid,
      },
    );
    test.takeRequests();
    await test.query(byIds, { ids: numberIds });
    expect(callsOf(test)).toEqual(
      [0, 1, 2, 3].map((position) => `GET ${serviceUrl}/PhoneNumbers/${numberSid(position)}`),
    );
  });
});

describe('a list page', () => {
  it('brings every record that is asked for one by one later on', async () => {
    await start();
    const { errors } = await test.query(
      `query ($id: ID!) {
        proxyService(id: $id) {
          sessions(first: 2) {
            nodes {
              interactions { nodes { sid } }
              participants {
                nodes { session { status } messageInteractions { nodes { messageBody interaction { data session { mode } } } } }
              }
            }
          }
        }
      }`,
      { id: serviceSid },
    );
    expect(errors).toBeUndefined();
    // The text to each of the first Session's people is older than the 50 Interactions that were asked for.
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${serviceUrl}/Sessions?PageSize=2`,
        ...[0, 1].flatMap((session) => [
          `GET ${sessionUrl(session)}/Interactions?PageSize=50`,
          `GET ${sessionUrl(session)}/Participants?PageSize=50`,
          `GET ${participantUrl(session, 0)}/MessageInteractions?PageSize=50`,
          `GET ${participantUrl(session, 1)}/MessageInteractions?PageSize=50`,
        ]),
        `GET ${sessionUrl(0)}/Interactions/${sid('KI', 0)}`,
        `GET ${sessionUrl(0)}/Interactions/${sid('KI', 1)}`,
      ]),
    );
  });
});
