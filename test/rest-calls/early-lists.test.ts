import { describe, expect, it } from 'vitest';
import { seededGateway } from './seeded-gateway.ts';
import { callsOf, sorted } from './calls.ts';
import {
  participantSid,
  participantUrl,
  serviceSid,
  serviceUrl,
  sessionId,
  sessionUrl,
  sid,
  SILENT,
  TRANSCRIPT,
} from './seed.ts';

const test = await seededGateway({ MAX_RETRIES: '0' });

const transcript = sessionUrl(TRANSCRIPT);
const both = 'inboundParticipant { friendlyName } outboundParticipant { friendlyName }';

/** Asks, and gives the calls that were planned beside the answer. */
const ask = async (
  query: string,
  variables: Readonly<Record<string, unknown>> = { id: sessionId(TRANSCRIPT) },
) => {
  const { data, errors, extensions } = await test.query(query, variables, { 'x-upstream-trace': 'true' });
  return { data, errors, planned: extensions.upstream.planned };
};

describe('the list of Participants that Interactions will name', () => {
  it.each([
    ['100 rows that name one each', 100, 'inboundParticipant { friendlyName }'],
    ['one row that names two', 1, both],
  ])('is read in the same tick as the Interactions, for %s', async (_, first, fields) => {
    const hold = test.emulator.control.hold({});
    const running = ask(
      `query ($id: ID!) { proxySession(id: $id) { interactions(first: ${first}) { nodes { ${fields} } } } }`,
    );
    await test.emulator.control.arrived(2);
    hold.release();
    const { errors, planned } = await running;
    expect(errors).toBeUndefined();
    expect(planned).toMatchObject({ min: 2, expected: 2 });
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${transcript}/Interactions?PageSize=${first}`,
        `GET ${transcript}/Participants?PageSize=100`,
      ]),
    );
  });

  it.each([
    [
      'named by one field of one row',
      'interactions(first: 1) { nodes { inboundParticipant { friendlyName } } }',
    ],
    [
      'named twice by one field',
      'interactions(first: 1) { nodes { a: inboundParticipant { friendlyName } } edges { node { inboundParticipant { identifier } } } }',
    ],
  ])('is not read where one Participant is wanted, %s', async (_, list) => {
    const { errors, planned } = await ask(`query ($id: ID!) { proxySession(id: $id) { status ${list} } }`);
    expect(errors).toBeUndefined();
    expect(planned).toEqual({ min: 2, expected: 3, max: 3 });
    // The newest Interaction of that Session was sent by its second Participant.
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${transcript}`,
        `GET ${transcript}/Interactions?PageSize=1`,
        `GET ${participantUrl(TRANSCRIPT, 1)}`,
      ]),
    );
  });

  it.each([
    ['only their paths are asked', 'inboundParticipant { id sid } outboundParticipant { session { sid } }'],
    ['they are left out', `... @include(if: false) { ${both} }`],
  ])('is not read where %s', async (_, fields) => {
    const { errors, planned } = await ask(
      `query ($id: ID!) { proxySession(id: $id) { status interactions { nodes { type ${fields} } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(planned).toEqual({ min: 2, expected: 2, max: 2 });
    expect(test.takeRequests()).toHaveLength(2);
  });

  it.each([
    ['before', 'a: proxySession(id: $id) { ...People } b: proxySession(id: $id) { ...Rows }'],
    ['behind', 'a: proxySession(id: $id) { ...Rows } b: proxySession(id: $id) { ...People }'],
    [
      'below',
      'proxySession(id: $id) { interactions { nodes { inboundParticipant { friendlyName } session { ...People } } } }',
    ],
  ])('is read once where the operation asks for it itself, %s the Interactions', async (_, fields) => {
    const { errors, planned } = await ask(
      `query ($id: ID!) { ${fields} }
      fragment Rows on ProxySession { interactions { nodes { ${both} } } }
      fragment People on ProxySession { participants { nodes { friendlyName } } }`.replace(
        fields.includes('...Rows') ? /^$/ : /fragment Rows.*\n/,
        '',
      ),
    );
    expect(errors).toBeUndefined();
    expect(planned.expected).toBe(2);
    expect(callsOf(test).map((call) => call.replace(/\?.*/, ''))).toEqual(
      sorted([`GET ${transcript}/Interactions`, `GET ${transcript}/Participants`]),
    );
  });

  it('is no answer to a connection that wants fewer rows than it has', async () => {
    const { data, errors } = await ask(
      `query ($id: ID!) {
        proxySession(id: $id) {
          interactions(first: 2) {
            nodes { inboundParticipant { friendlyName } session { participants(first: 1) { nodes { sid } pageInfo { hasNextPage } } } }
          }
        }
      }`,
    );
    expect(errors).toBeUndefined();
    expect(data.proxySession.interactions.nodes[0].session.participants).toMatchObject({
      nodes: [{ sid: participantSid(TRANSCRIPT, 1) }],
      pageInfo: { hasNextPage: true },
    });
    expect(callsOf(test)).toEqual(
      sorted([
        `GET ${transcript}/Interactions?PageSize=2`,
        `GET ${transcript}/Participants?PageSize=1`,
        `GET ${transcript}/Participants?PageSize=100`,
      ]),
    );
  });

  it('brings a Participant that the operation looks up beside', async () => {
    const { data, errors, planned } = await ask(
      `query ($id: ID!, $person: ID!) {
        proxyParticipant(id: $person) { friendlyName }
        proxySession(id: $id) { interactions { nodes { ${both} } } }
      }`,
      { id: sessionId(TRANSCRIPT), person: `${sessionId(TRANSCRIPT)}-${participantSid(TRANSCRIPT, 0)}` },
    );
    expect(errors).toBeUndefined();
    expect(data.proxyParticipant).toEqual({ friendlyName: 'person 0' });
    expect(planned).toMatchObject({ min: 2, expected: 2 });
    expect(test.takeRequests()).toHaveLength(2);
  });

  it('costs a call where the Session has no Interactions, as was planned', async () => {
    const { data, planned } = await ask(
      `query ($id: ID!) { proxySession(id: $id) { status interactions { nodes { ${both} } } } }`,
      { id: sessionId(SILENT) },
    );
    expect(data.proxySession.interactions.nodes).toEqual([]);
    expect(planned).toMatchObject({ min: 3, expected: 3 });
    expect(test.takeRequests()).toHaveLength(3);
  });

  it('is not read before it is needed below the rows of a list: many of them may have no Interactions', async () => {
    const { errors } = await ask(
      `query ($id: ID!) {
        proxyService(id: $id) { sessions(first: 1, after: null) { nodes { interactions(first: 4) { nodes { ${both} } } } } }
      }`,
      { id: serviceSid },
    );
    expect(errors).toBeUndefined();
    expect(test.takeRequests()).toEqual([
      `GET ${serviceUrl}/Sessions?PageSize=1`,
      `GET ${transcript}/Interactions?PageSize=4`,
      `GET ${transcript}/Participants?PageSize=100`,
    ]);
  });

  it('does not hold back what the Session itself says: of a missing one it is aborted', async () => {
    test.emulator.control.hold({ path: /Participants|Interactions/ });
    const missing = sid('KC', 999_999);
    const { data, errors } = await ask(
      `query ($id: ID!) { proxySession(id: $id) { status interactions { nodes { ${both} } } } }`,
      { id: `${serviceSid}-${missing}` },
    );
    expect({ data, errors }).toEqual({ data: { proxySession: null }, errors: undefined });
    await test.emulator.control.aborted(2);
    expect(callsOf(test)).toHaveLength(3);
  });

  it('is not asked again after it has failed, and nobody is fetched in its place', async () => {
    test.emulator.control.fault({ path: /Participants/, status: 503 });
    const { errors } = await ask(
      `query ($id: ID!) { proxySession(id: $id) { status interactions(first: 1) { nodes { ${both} } } } }`,
    );
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(
      new Set(['UPSTREAM_UNAVAILABLE']),
    );
    expect(test.takeRequests()).toHaveLength(3);
  });
});
