import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const serviceUrl = `/v1/Services/${demo.serviceSid}`;
const sessionUrl = `${serviceUrl}/Sessions/${demo.sessionSid}`;
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const participantId = `${sessionId}-${demo.customerSid}`;
const userErrors = 'userErrors { code field message twilioCode moreInfo }';
const idOf = (value: string) => expect.stringMatching(new RegExp(`^${value}`)) as string;

describe('reads after a write in the same operation', () => {
  it('go up from a Session and find its new state in the lists', async () => {
    const { data, errors } = await test.query(
      `mutation ($id: ID!) {
        updateProxySession(input: { id: $id, status: CLOSED }) {
          session { status service { uniqueName sessions(first: 1) { nodes { id status closedReason } } } }
        }
      }`,
      { id: sessionId },
    );
    expect(errors).toBeUndefined();
    expect(data.updateProxySession.session).toEqual({
      status: 'CLOSED',
      service: {
        uniqueName: demo.serviceUniqueName,
        sessions: { nodes: [{ id: sessionId, status: 'CLOSED', closedReason: 'api' }] },
      },
    });
    expect(test.takeRequests().toSorted()).toEqual(
      [`POST ${sessionUrl}`, `GET ${serviceUrl}`, `GET ${serviceUrl}/Sessions?PageSize=1`].toSorted(),
    );
  });

  it('find each new Participant in the list of its Session', async () => {
    const add = (alias: string, identifier: string) =>
      `${alias}: createProxyParticipant(input: { sessionId: $id, identifier: "${identifier}" }) {
        participant { identifier session { participants { nodes { identifier } } } } ${userErrors}
      }`;
    const created = await test.query(
      'mutation ($id: ID!) { createProxySession(input: { serviceId: $id }) { session { id } } }',
      { id: demo.serviceSid },
    );
    const { id } = created.data.createProxySession.session as { id: string };
    test.takeRequests();
    const { data, errors } = await test.query(
      `mutation ($id: ID!) { ${add('a', '+447700900800')} ${add('b', '+447700900801')} }`,
      { id },
    );
    expect(errors).toBeUndefined();
    const identifiersIn = (alias: string) =>
      (data[alias].participant.session.participants.nodes as { identifier: string }[])
        .map(({ identifier }) => identifier)
        .toSorted();
    expect(identifiersIn('a')).toEqual(['+447700900800']);
    expect(identifiersIn('b')).toEqual(['+447700900800', '+447700900801']);
    const url = `${serviceUrl}/Sessions/${id.slice(-34)}/Participants`;
    const [post, list] = [`POST ${url}`, `GET ${url}?PageSize=50`];
    expect(test.takeRequests()).toEqual([post, list, post, list]);
  });

  it('need no call for the record that the write gave back', async () => {
    const { data } = await test.query(
      `mutation ($id: ID!) {
        createProxyMessageInteraction(input: { participantId: $id, body: "Hello" }) {
          messageInteraction { id messageBody outboundParticipant { id } interaction { id } session { id } }
        }
      }`,
      { id: participantId },
    );
    expect(data.createProxyMessageInteraction.messageInteraction).toEqual({
      id: idOf(`${participantId}-KI`),
      messageBody: 'Hello',
      outboundParticipant: { id: participantId },
      interaction: { id: idOf(`${sessionId}-KI`) },
      session: { id: sessionId },
    });
    expect(test.takeRequests()).toEqual([
      `POST ${sessionUrl}/Participants/${demo.customerSid}/MessageInteractions`,
    ]);
  });

  it('see what a text did to its Session and to the Interactions', async () => {
    const created = await test.query(
      `mutation ($id: ID!) {
        createProxySession(input: { serviceId: $id, participants: [{ identifier: "+447700900800" }] }) {
          session { status dateStarted participants { nodes { id } } }
        }
      }`,
      { id: demo.serviceSid },
    );
    const { status, participants } = created.data.createProxySession.session;
    expect(status).toBe('OPEN');
    const { data } = await test.query(
      `mutation ($id: ID!) {
        createProxyMessageInteraction(input: { participantId: $id, body: "Hello" }) {
          messageInteraction {
            session { status dateStarted interactions { nodes { messageBody } } }
            participant { messageInteractions { nodes { messageBody } } }
          }
        }
      }`,
      { id: participants.nodes[0].id },
    );
    expect(data.createProxyMessageInteraction.messageInteraction).toEqual({
      session: {
        status: 'IN_PROGRESS',
        dateStarted: expect.any(String) as string,
        interactions: { nodes: [{ messageBody: 'Hello' }] },
      },
      participant: { messageInteractions: { nodes: [{ messageBody: 'Hello' }] } },
    });
  });

  it('see that a MessageInteraction went with the Interaction of its SID', async () => {
    const list = 'participants { nodes { messageInteractions { nodes { sid } } } }';
    const { data } = await test.query(
      `mutation ($session: ID!, $id: ID!) {
        before: updateProxySession(input: { id: $session, ttl: 60 }) { session { ${list} } }
        deleteProxyInteraction(input: { id: $id }) { session { ${list} } }
      }`,
      { session: sessionId, id: `${sessionId}-${demo.messageInteractionSid}` },
    );
    expect(JSON.stringify(data.before)).toContain(demo.messageInteractionSid);
    expect(JSON.stringify(data.deleteProxyInteraction)).not.toContain(demo.messageInteractionSid);
  });

  it('see how many Sessions use a number, whichever part of the Service was written', async () => {
    const numbers = 'participant { proxyPhoneNumber { inUse } }';
    const { data: before } = await test.query('query ($id: ID!) { proxyPhoneNumber(id: $id) { inUse } }', {
      id: `${demo.serviceSid}-${demo.phoneNumberSid}`,
    });
    const { inUse } = before.proxyPhoneNumber as { inUse: number };
    const created = await test.query(
      'mutation ($id: ID!) { createProxySession(input: { serviceId: $id }) { session { id } } }',
      { id: demo.serviceSid },
    );
    const session = created.data.createProxySession.session.id as string;
    const add = `createProxyParticipant(input: {
      sessionId: $session, identifier: "+447700900800", proxyIdentifierSid: "${demo.phoneNumberSid}"
    }) { ${numbers} }`;
    const { data } = await test.query(
      `mutation ($session: ID!) {
        add: ${add}
        close: updateProxySession(input: { id: $session, status: CLOSED }) {
          session { participants { nodes { proxyPhoneNumber { inUse } } } }
        }
      }`,
      { session },
    );
    expect(data).toEqual({
      add: { participant: { proxyPhoneNumber: { inUse: inUse + 1 } } },
      close: { session: { participants: { nodes: [{ proxyPhoneNumber: { inUse } }] } } },
    });
  });

  it('see that a Service went with everything in it', async () => {
    const { data, errors } = await test.query(
      `mutation ($session: ID!, $id: ID!) {
        updateProxySession(input: { id: $session, ttl: 60 }) { session { service { uniqueName } } }
        deleteProxyService(input: { id: $id }) { deletedId }
        again: updateProxySession(input: { id: $session, ttl: 60 }) { session { id } userErrors { code } }
      }`,
      { session: sessionId, id: demo.serviceSid },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      updateProxySession: { session: { service: { uniqueName: demo.serviceUniqueName } } },
      deleteProxyService: { deletedId: demo.serviceSid },
      again: { session: null, userErrors: [{ code: 'NOT_FOUND' }] },
    });
  });
});
