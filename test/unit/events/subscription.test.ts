import { describe, expect, it } from 'vitest';
import { MemoryBus } from '../../../src/events/memory.ts';
import { MAX_WAITING, subscribeToInteractions } from '../../../src/events/subscription.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const change = (sid: string, status = 'sent') => ({
  path: ['KS1', 'KC1', sid],
  record: { sid, status },
  dateReceived: '2026-03-02T09:00:00.000Z',
  delivery: null,
});

const createBus = () => new MemoryBus({ keepMs: 1000, clock: new ManualClock() });

type Events = Awaited<ReturnType<typeof subscribeToInteractions>>;

/** The next events: `CHANGED KI1 sent`. */
async function take(events: Events, count: number) {
  const taken: { text: string; cursor: string }[] = [];
  while (taken.length < count) {
    const { value } = await events.next();
    if (!value) break;
    const { sid, status } = value.change?.record ?? {};
    const text = value.kind === 'CHANGED' ? `CHANGED ${String(sid)} ${String(status)}` : value.kind;
    taken.push({ text, cursor: value.cursor });
  }
  return taken;
}

const textsOf = async (events: Events, count: number) => (await take(events, count)).map(({ text }) => text);

describe('the events of a subscriber', () => {
  it('begin with STARTED, then follow the bus until they are closed', async () => {
    const bus = createBus();
    const events = await subscribeToInteractions(bus, ['KS1'], null);
    const taken = textsOf(events, 3);
    bus.publish(change('KI1'));
    bus.publish(change('KI2'));
    expect(await taken).toEqual(['STARTED', 'CHANGED KI1 sent', 'CHANGED KI2 sent']);
    const pending = events.next();
    await events.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('of one Interaction coalesce to the latest while they wait, in the order of their cursors', async () => {
    const bus = createBus();
    const events = await subscribeToInteractions(bus, ['KS1'], null);
    bus.publish(change('KI1', 'queued'));
    bus.publish(change('KI2', 'queued'));
    bus.publish(change('KI1', 'sent'));
    bus.publish(change('KI1', 'delivered'));
    expect(await textsOf(events, 3)).toEqual(['STARTED', 'CHANGED KI2 queued', 'CHANGED KI1 delivered']);
  });

  it('become one GAP when too many wait', async () => {
    const bus = createBus();
    const events = await subscribeToInteractions(bus, ['KS1'], null);
    const publish = (from: number, count: number) => {
      for (let index = from; index < from + count; index += 1) bus.publish(change(`KI${index}`));
    };
    publish(0, MAX_WAITING);
    expect(await textsOf(events, 2)).toEqual(['STARTED', 'CHANGED KI0 sent']);
    publish(MAX_WAITING, 2);
    publish(500, 1);
    const [gap, next] = await take(events, 2);
    expect([gap?.text, next?.text]).toEqual(['GAP', 'CHANGED KI500 sent']);
    // After the GAP nothing is missing.
    const again = await subscribeToInteractions(bus, ['KS1'], gap?.cursor ?? '');
    expect(await textsOf(again, 2)).toEqual(['STARTED', 'CHANGED KI500 sent']);
  });

  it('continue after any cursor without a loss', async () => {
    const bus = createBus();
    const first = await subscribeToInteractions(bus, ['KS1'], null);
    for (const sid of ['KI1', 'KI2', 'KI1', 'KI3', 'KI2']) bus.publish(change(sid));
    const all = await take(first, 4);
    expect(all.map(({ text }) => text)).toEqual([
      'STARTED',
      'CHANGED KI1 sent',
      'CHANGED KI3 sent',
      'CHANGED KI2 sent',
    ]);
    for (const [index, { cursor }] of all.entries()) {
      const again = await subscribeToInteractions(bus, ['KS1'], cursor);
      const [started, ...rest] = await take(again, 4 - index);
      expect(rest.map(({ text }) => text)).toEqual(all.slice(index + 1).map(({ text }) => text));
      // Also after the STARTED of the second one.
      const third = await subscribeToInteractions(bus, ['KS1'], started?.cursor ?? '');
      expect((await take(third, 4 - index)).slice(1)).toEqual(rest);
    }
  });

  it('have a GAP after a cursor that the bus does not know', async () => {
    const bus = createBus();
    const events = await subscribeToInteractions(bus, ['KS1'], 'garbage');
    bus.publish(change('KI1'));
    expect(await textsOf(events, 3)).toEqual(['STARTED', 'GAP', 'CHANGED KI1 sent']);
  });

  it('have a GAP when more were missed than may wait', async () => {
    const bus = createBus();
    const [{ cursor } = { cursor: '' }] = await take(await subscribeToInteractions(bus, ['KS1'], null), 1);
    for (let index = 0; index <= MAX_WAITING; index += 1) bus.publish(change(`KI${index}`));
    expect(await textsOf(await subscribeToInteractions(bus, ['KS1'], cursor), 2)).toEqual(['STARTED', 'GAP']);
  });
});
