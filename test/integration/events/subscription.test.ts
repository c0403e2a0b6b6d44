import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { openStream } from '../../support/event-stream.ts';
import { startLiveGateway } from '../../support/live-gateway.ts';

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const document = `subscription ($of: ID!, $after: String) {
  proxyInteractionChanged(of: $of, after: $after) {
    kind cursor dateReceived
    interaction { id messageBody outboundResourceStatus }
    session { id }
  }
}`;

describe('proxyInteractionChanged', () => {
  it('reports a message of the emulator, at one REST call in all', async () => {
    await using test = await startLiveGateway();
    await using stream = await openStream(test.gateway, document, { of: sessionId });
    const [started] = await stream.take(1);
    expect(started).toEqual({
      data: {
        proxyInteractionChanged: {
          kind: 'STARTED',
          cursor: expect.any(String),
          dateReceived: expect.any(String),
          interaction: null,
          session: { id: sessionId },
        },
      },
    });
    const { interactionSid } = test.emulator.control.inboundMessage({
      participantSid: demo.courierSid,
      body: 'I am at the door',
    });
    const [changed] = await stream.take(1);
    expect(changed.data.proxyInteractionChanged).toMatchObject({
      kind: 'CHANGED',
      interaction: { id: `${sessionId}-${interactionSid ?? ''}`, messageBody: 'I am at the door' },
      session: { id: sessionId },
    });
    expect(test.takeRequests()).toEqual([`GET /v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`]);
  });
});
