import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../src/events/bus.ts';
import { MemoryBus } from '../../../src/events/memory.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const change = (session: string, sid: string, data = '') => ({
  path: ['KS1', session, sid],
  record: { sid, data },
  dateReceived: '2026-03-02T09:00:00.000Z',
  delivery: null,
});

function createBus(keepMs = 1000) {
  const clock = new ManualClock();
  return { clock, bus: new MemoryBus({ keepMs, clock }) };
}

const sidsOf = (events: readonly BusEvent[] | null) => events?.map(({ change: { path } }) => path.at(-1));
const ignore = () => undefined;

/** The cursor of the present moment. */
const now = async (bus: MemoryBus) => (await bus.subscribe(['KS1'], null, ignore)).cursor;

describe('the bus of one process', () => {
  it('calls those who listen at or above a path, until they close', async () => {
    const { bus } = createBus();
    const heard: string[] = [];
    const listen = (path: string[]) =>
      bus.subscribe(path, null, (event) => heard.push(`${path.join('-')}: ${event.change.path.join('-')}`));
    const service = await listen(['KS1']);
    await listen(['KS1', 'KC1']);
    await listen(['KS2']);
    bus.publish(change('KC1', 'KI1'));
    bus.publish(change('KC2', 'KI2'));
    service.close();
    bus.publish(change('KC1', 'KI3'));
    expect(heard).toEqual([
      'KS1: KS1-KC1-KI1',
      'KS1-KC1: KS1-KC1-KI1',
      'KS1: KS1-KC2-KI2',
      'KS1-KC1: KS1-KC1-KI3',
    ]);
  });

  it('keeps what was missed under a path since a cursor', async () => {
    const { bus } = createBus();
    const start = await now(bus);
    bus.publish(change('KC1', 'KI1'));
    const middle = await now(bus);
    bus.publish(change('KC2', 'KI2'));
    bus.publish(change('KC1', 'KI3'));
    const missedAfter = async (cursor: string, path: string[]) =>
      sidsOf((await bus.subscribe(path, cursor, ignore)).missed);
    expect(await missedAfter(start, ['KS1'])).toEqual(['KI1', 'KI2', 'KI3']);
    expect(await missedAfter(middle, ['KS1'])).toEqual(['KI2', 'KI3']);
    expect(await missedAfter(middle, ['KS1', 'KC1'])).toEqual(['KI3']);
    expect(await missedAfter(await now(bus), ['KS1'])).toEqual([]);
  });

  it('no longer knows a cursor once an event after it is too old', async () => {
    const { bus, clock } = createBus(1000);
    const start = await now(bus);
    bus.publish(change('KC1', 'KI1'));
    const later = await now(bus);
    await clock.advance(999);
    expect(sidsOf((await bus.subscribe(['KS1'], start, ignore)).missed)).toEqual(['KI1']);
    await clock.advance(1);
    expect((await bus.subscribe(['KS1'], start, ignore)).missed).toBeNull();
    expect((await bus.subscribe(['KS1'], later, ignore)).missed).toEqual([]);
  });

  it('keeps nothing with a time of 0', async () => {
    const { bus } = createBus(0);
    const start = await now(bus);
    bus.publish(change('KC1', 'KI1'));
    expect((await bus.subscribe(['KS1'], start, ignore)).missed).toBeNull();
  });

  it('is bounded in events and in characters', async () => {
    const { bus } = createBus();
    const start = await now(bus);
    for (let index = 0; index < 10_000; index += 1) bus.publish(change('KC1', 'KI1'));
    expect((await bus.subscribe(['KS1'], start, ignore)).missed).toHaveLength(10_000);
    bus.publish(change('KC1', 'KI1'));
    expect((await bus.subscribe(['KS1'], start, ignore)).missed).toBeNull();

    const { bus: large } = createBus();
    const first = await now(large);
    for (let index = 0; index < 17; index += 1) large.publish(change('KC1', 'KI1', 'x'.repeat(1024 * 1024)));
    expect((await large.subscribe(['KS1'], first, ignore)).missed).toBeNull();
  });

  it('does not know cursors of another bus, of the future, or none at all', async () => {
    const { bus } = createBus();
    const cursor = await now(bus);
    const other = await now(createBus().bus);
    const epoch = cursor.slice(0, -1);
    for (const text of ['', 'garbage', other, `${epoch}1`, `${epoch}-1`, `${epoch}0x0`, epoch, `${epoch}00`])
      expect((await bus.subscribe(['KS1'], text, ignore)).missed, text).toBeNull();
  });
});
