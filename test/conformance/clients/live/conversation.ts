import { demo } from '../../../../src/emulator/seeds/demo-sids.ts';
import type { Data, TestGateway } from '../../../support/gateway.ts';
import { until } from '../../../support/manual-clock.ts';

export const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

/** What an event says of an Interaction. */
export type State = readonly [body: string | null, status: string];

export const stateOf = ({ messageBody, outboundResourceStatus }: Data): State => [
  messageBody,
  outboundResourceStatus,
];

/** The states of the script, in their order. */
export const script: readonly State[] = [
  ['I am at the gate.', 'QUEUED'],
  ['I am at the gate.', 'SENT'],
  [null, 'IN_PROGRESS'],
  ['I am at the gate.', 'DELIVERED'],
  [null, 'COMPLETED'],
  ['Where are you?', 'QUEUED'],
  ['Where are you?', 'FAILED'],
];

/** Plays the script: two messages and a call. Each step waits until the one before has been seen. */
export async function play({ emulator: { control } }: TestGateway, seen: readonly Data[]): Promise<void> {
  let expected = seen.length;
  const step = async <T>(act: () => T): Promise<T> => {
    const result = act();
    expected += 1;
    await until(() => seen.length >= expected);
    return result;
  };
  const courier = { participantSid: demo.courierSid };
  const message = await step(() => control.inboundMessage({ ...courier, body: 'I am at the gate.' }));
  const gate = message.interactionSid ?? '';
  await step(() => control.deliver(gate));
  const call = await step(() => control.inboundCall({ participantSid: demo.customerSid }));
  await step(() => control.deliver(gate));
  await step(() => control.completeCall(call.interactionSid ?? '', 42));
  const reply = await step(() => control.inboundMessage({ ...courier, body: 'Where are you?' }));
  await step(() => control.setOutboundStatus(reply.interactionSid ?? '', 'failed'));
}

/** The three newest Interactions of the Session, as the list has them. */
export async function readInteractions(test: TestGateway, key: string): Promise<Data[]> {
  const { data } = await test.query(
    `{ proxySession(id: "${sessionId}") {
      interactions(first: 3) { nodes { id messageBody outboundResourceStatus } } } }`,
    {},
    { 'x-api-key': key },
  );
  return data.proxySession.interactions.nodes;
}
