import { expect } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { type Data, startGateway, type TestGateway } from '../../support/gateway.ts';

/** The API key that the clients send as their token. */
export const key = 'a-key-of-32-characters-or-longer';

/** A gateway that answers only callers who send the key. */
export const startGatewayWithKey = (): Promise<TestGateway> =>
  startGateway({ env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key } });

/** The ids of rows. */
export const idsOf = (rows: readonly Data[]) => rows.map(({ id }) => id as string);

/** Two pages of two Sessions are shown as one list, and the first page is as it was. */
export async function expectTwoPages(
  test: TestGateway,
  first: readonly Data[],
  shown: readonly Data[],
): Promise<void> {
  const { data } = await test.query(
    `{ proxyService(id: "${demo.serviceSid}") { sessions(first: 4) { nodes { id } } } }`,
    {},
    { 'x-api-key': key },
  );
  expect(idsOf(shown)).toEqual(idsOf(data.proxyService.sessions.nodes));
  expect(shown.slice(0, 2)).toEqual(first);
}

/** The first of two Sessions has three Interactions more than it had, behind the others; the other Session is as it was. */
export function expectMoreInteractions([session, other]: readonly Data[], shown: readonly Data[]): void {
  expect(shown[0].interactions.edges).toHaveLength(5);
  expect(shown[0].interactions.edges.slice(0, 2)).toEqual(session.interactions.edges);
  expect(shown[1]).toEqual(other);
}
