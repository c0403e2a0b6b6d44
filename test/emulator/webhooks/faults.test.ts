import { describe, expect, it } from 'vitest';
import { createReceiver, type Receiver } from './receiver.ts';
import { control as controlHttp, emulatorWith } from './support.ts';

const bodies = ({ received }: Receiver): (string | undefined)[] =>
  received.map(({ parameters }) => /"body":"(.*)"/.exec(parameters['interactionData'] ?? '')?.[1]);

/** An emulator whose messages are reported once, and a receiver of the reports. */
async function oneReportEach() {
  const receiver = await createReceiver();
  const test = await emulatorWith({ callbackUrl: `${receiver.url}/callback` });
  test.emulator.control.set({ delivery: null });
  return {
    ...test,
    receiver,
    webhooks: test.emulator.control.webhooks,
    [Symbol.asyncDispose]: async () => {
      await test.emulator.stop();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

describe('webhook faults', () => {
  it('delay a report by the clock, so that later ones come first', async () => {
    await using test = await oneReportEach();
    const { emulator, receiver, send, webhooks } = test;
    webhooks.fault({ times: 1, delayMs: 5000 });
    await send('a');
    await send('b');
    emulator.control.clock.advance(4999);
    await send('c');
    emulator.control.clock.advance(1);
    await webhooks.idle();
    expect(bodies(receiver)).toEqual(['b', 'c', 'a']);
  });

  it('duplicate a report with the same token', async () => {
    await using test = await oneReportEach();
    test.webhooks.fault({ times: 1, duplicate: true });
    await test.send('a');
    await test.send('b');
    await test.webhooks.idle();
    expect(bodies(test.receiver)).toEqual(['a', 'a', 'b']);
    const [first, second] = test.receiver.received.map(
      ({ headers }) => headers['i-twilio-idempotency-token'],
    );
    expect(first).toBe(second);
  });

  it('reorder two reports; without a second one the first is sent after a while', async () => {
    await using test = await oneReportEach();
    const { emulator, receiver, send, webhooks } = test;
    const fault = webhooks.fault({ reorder: true });
    for (const text of ['a', 'b', 'c']) await send(text);
    emulator.control.clock.advance(5000);
    await webhooks.idle();
    expect(bodies(receiver)).toEqual(['b', 'a', 'c']);
    expect(fault.hits).toBe(3);
  });

  it('drop the first attempt, and the retry arrives', async () => {
    await using test = await oneReportEach();
    test.webhooks.fault({ times: 1, drop: true });
    await test.send('a');
    await test.webhooks.idle();
    expect(bodies(test.receiver)).toEqual(['a']);
    expect(test.webhooks.deliveries).toMatchObject([
      { attempt: 1, status: null },
      { attempt: 2, status: 204 },
    ]);
  });

  it('drop everything until they are cleared', async () => {
    await using test = await oneReportEach();
    const fault = test.webhooks.fault({ drop: true });
    await test.send('a');
    await test.webhooks.idle();
    fault.clear();
    await test.send('b');
    await test.webhooks.idle();
    expect(bodies(test.receiver)).toEqual(['b']);
    expect(fault.hits).toBe(2);
    expect(test.emulator.control.notices).toMatchObject([{ code: 80908 }]);
  });

  it('sign wrongly', async () => {
    await using test = await oneReportEach();
    test.webhooks.fault({ skip: 1, times: 1, badSignature: true });
    for (const text of ['a', 'b', 'c']) await test.send(text);
    await test.webhooks.idle();
    expect(test.receiver.received.map(({ isSigned }) => isSigned)).toEqual([true, false, true]);
  });

  it('hit the kind that they name', async () => {
    await using test = await oneReportEach();
    const fault = test.webhooks.fault({ kind: 'intercept', drop: true });
    await test.send('a');
    await test.webhooks.idle();
    expect(fault.hits).toBe(0);
    expect(bodies(test.receiver)).toEqual(['a']);
  });

  it('have a bound, and reorder callbacks only', async () => {
    await using test = await oneReportEach();
    for (let added = 0; added < 1000; added++) test.webhooks.fault({});
    expect(() => test.webhooks.fault({})).toThrow('at most 1000');
    test.webhooks.clearFaults();
    expect(() => test.webhooks.fault({ kind: 'intercept', reorder: true })).toThrow(RangeError);
  });

  it('are set, counted and cleared over HTTP, beside the log of deliveries', async () => {
    await using test = await oneReportEach();
    const { emulator, send, webhooks } = test;
    const set = await controlHttp(emulator, 'POST', 'webhook-faults', { kind: 'callback', drop: true });
    expect(set).toEqual({ status: 200, body: { id: '1' } });
    const sid = await send('a');
    await webhooks.idle();
    expect((await controlHttp(emulator, 'GET', 'webhook-faults')).body).toEqual([{ id: '1', hits: 2 }]);
    expect((await controlHttp(emulator, 'GET', 'webhooks')).body).toMatchObject({
      pending: 0,
      deliveries: [
        {
          kind: 'callback',
          url: `${test.receiver.url}/callback`,
          parameters: { interactionSid: sid },
          attempt: 1,
          status: null,
        },
        { attempt: 2, status: null },
      ],
    });
    expect((await controlHttp(emulator, 'DELETE', 'webhooks')).status).toBe(204);
    expect((await controlHttp(emulator, 'DELETE', 'webhook-faults/1')).status).toBe(204);
    await send('b');
    await webhooks.idle();
    expect(webhooks.deliveries).toMatchObject([{ status: 204 }]);
    const wrong = await controlHttp(emulator, 'POST', 'webhook-faults', { kind: 'callbacks' });
    expect(wrong.status).toBe(400);
  });

  it('lose nothing in a storm of duplicates, reorderings and retries', async () => {
    await using test = await oneReportEach();
    const { emulator, receiver, send, webhooks } = test;
    const sids = [];
    for (let sent = 0; sent < 20; sent++) sids.push(await send(String(sent)));
    await webhooks.idle();
    webhooks.clear();
    const faults = [];
    for (let skip = 0; skip < 20; skip++) {
      for (const fault of [{ duplicate: true }, { reorder: true }, { drop: true }]) {
        faults.push(webhooks.fault({ skip, times: 1, ...fault }));
      }
    }
    const statuses = ['sent', 'delivered', 'failed', 'undelivered', 'delivered'] as const;
    for (const status of statuses) for (const sid of sids) emulator.control.setOutboundStatus(sid, status);
    emulator.control.clock.advance(5000);
    await webhooks.idle();
    expect(faults.map(({ hits }) => hits)).toEqual(Array(60).fill(1));
    expect(webhooks.deliveries.filter(({ status }) => status === null)).toHaveLength(20);
    // 20 new messages, 100 changes, 20 duplicates.
    expect(receiver.received).toHaveLength(140);
    const states = new Map<string, { at: string; status: string }>();
    for (const { parameters } of receiver.received) {
      const {
        interactionDateUpdated: at = '',
        interactionSid: sid = '',
        outboundResourceStatus: status = '',
      } = parameters;
      if (at >= (states.get(sid)?.at ?? '')) states.set(sid, { at, status });
    }
    expect([...states.values()].map(({ status }) => status)).toEqual(Array(20).fill('delivered'));
    expect(emulator.control.notices).toEqual([]);
  });
});
