import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const serviceUrl = `/v1/Services/${demo.serviceSid}`;
const sessionUrl = `${serviceUrl}/Sessions/${demo.sessionSid}`;
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

const test = await sharedGateway();

describe('one request down the tree and up again', () => {
  it('reads Service, Sessions, Participants and MessageInteractions with one REST call for each list', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxyService(id: $id) {
          uniqueName
          sessions(first: 1) {
            nodes {
              id sid status mode
              participants {
                nodes {
                  friendlyName
                  messageInteractions { nodes { messageBody participant { sid session { service { sid } } } } }
                }
              }
            }
          }
        }
      }`,
      { id: demo.serviceSid },
    );
    expect(errors).toBeUndefined();
    const [session] = data.proxyService.sessions.nodes;
    expect(data.proxyService.uniqueName).toBe(demo.serviceUniqueName);
    expect(session).toMatchObject({ id: sessionId, sid: demo.sessionSid, status: 'IN_PROGRESS' });
    const customer = session.participants.nodes.find(
      (p: { friendlyName: string }) => p.friendlyName === 'customer',
    );
    expect(customer.messageInteractions.nodes.at(-1)).toEqual({
      messageBody: 'Your order 1060 is on its way with Ada.',
      participant: { sid: demo.customerSid, session: { service: { sid: demo.serviceSid } } },
    });
    expect(test.takeRequests().toSorted()).toEqual(
      [
        `GET ${serviceUrl}`,
        `GET ${serviceUrl}/Sessions?PageSize=1`,
        `GET ${sessionUrl}/Participants?PageSize=50`,
        `GET ${sessionUrl}/Participants/${demo.customerSid}/MessageInteractions?PageSize=50`,
        `GET ${sessionUrl}/Participants/${demo.courierSid}/MessageInteractions?PageSize=50`,
      ].toSorted(),
    );
  });

  it('goes up again from a MessageInteraction: participant, session, service', async () => {
    const id = `${sessionId}-${demo.customerSid}-${demo.messageInteractionSid}`;
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        proxyMessageInteraction(id: $id) {
          messageBody
          participant { friendlyName session { uniqueName service { uniqueName } } }
        }
      }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.proxyMessageInteraction).toEqual({
      messageBody: 'Your order 1060 is on its way with Ada.',
      participant: {
        friendlyName: 'customer',
        session: { uniqueName: demo.sessionUniqueName, service: { uniqueName: demo.serviceUniqueName } },
      },
    });
    expect(test.takeRequests().toSorted()).toEqual(
      [
        `GET ${sessionUrl}/Participants/${demo.customerSid}/MessageInteractions/${demo.messageInteractionSid}`,
        `GET ${sessionUrl}/Participants/${demo.customerSid}`,
        `GET ${sessionUrl}`,
        `GET ${serviceUrl}`,
      ].toSorted(),
    );
  });

  it('asks nothing more for a relation of which only path fields are wanted', async () => {
    const { data } = await test.query(
      'query ($id: ID!) { proxySession(id: $id) { uniqueName service { id sid __typename } } }',
      { id: sessionId },
    );
    expect(data.proxySession.service).toEqual({
      id: demo.serviceSid,
      sid: demo.serviceSid,
      __typename: 'ProxyService',
    });
    expect(test.takeRequests()).toEqual([`GET ${sessionUrl}`]);
  });
});

describe('lookups', () => {
  const unknown = 'f'.repeat(32);

  it.each([
    ['proxyService', `KS${unknown}`],
    ['proxySession', `${demo.serviceSid}-KC${unknown}`],
    ['proxyParticipant', `${sessionId}-KP${unknown}`],
    ['proxyInteraction', `${sessionId}-KI${unknown}`],
    ['proxyMessageInteraction', `${sessionId}-${demo.customerSid}-KI${unknown}`],
    ['proxyPhoneNumber', `${demo.serviceSid}-PN${unknown}`],
    ['proxyShortCode', `${demo.serviceSid}-SC${unknown}`],
    ['node', `${demo.serviceSid}-KC${unknown}`],
  ])('%s is null without an error when the id names nothing', async (field, id) => {
    const { data, errors } = await test.query(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id });
    expect(errors).toBeUndefined();
    expect(data[field]).toBeNull();
    expect(test.takeRequests()).toHaveLength(1);
  });

  it('is null without an error when a missing Service is asked for its lists only', async () => {
    const { data, errors } = await test.query(
      '{ proxyService(id: "KS' +
        unknown +
        '") { sid sessions { nodes { sid } } phoneNumbers { nodes { sid } } } }',
    );
    expect({ data, errors }).toEqual({ data: { proxyService: null }, errors: undefined });
  });

  it('takes the digits of a SID in either case and answers in lower case', async () => {
    const id = `KS${demo.serviceSid.slice(2).toUpperCase()}`;
    const { data } = await test.query('query ($id: ID!) { proxyService(id: $id) { id uniqueName } }', { id });
    expect(data.proxyService).toEqual({ id: demo.serviceSid, uniqueName: demo.serviceUniqueName });
    expect(test.takeRequests()).toEqual([`GET ${serviceUrl}`]);
  });

  it('finds any record by node, with its type', async () => {
    const id = `${sessionId}-${demo.customerSid}`;
    const { data } = await test.query(
      'query ($id: ID!) { node(id: $id) { __typename id ... on ProxyParticipant { friendlyName } } }',
      { id },
    );
    expect(data.node).toEqual({ __typename: 'ProxyParticipant', id, friendlyName: 'customer' });
  });

  it('answers nodes in the order of the ids, with null for what is missing and an error for what is no id', async () => {
    const ids = [sessionId, 'nonsense', `KS${unknown}`, demo.serviceSid, sessionId];
    const { data, errors } = await test.query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids,
    });
    expect(data.nodes).toEqual([
      { __typename: 'ProxySession', id: sessionId },
      null,
      null,
      { __typename: 'ProxyService', id: demo.serviceSid },
      { __typename: 'ProxySession', id: sessionId },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['nodes', 1], extensions: { code: 'BAD_USER_INPUT' } });
    expect(test.takeRequests()).toHaveLength(3);
  });
});
