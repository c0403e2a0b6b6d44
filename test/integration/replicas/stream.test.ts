import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeTexts, InteractionChange } from '../../../src/events/bus.ts';
import { MemoryBus } from '../../../src/events/memory.ts';
import { loadRedis, RedisConnection } from '../../../src/redis/connection.ts';
import { EventStream } from '../../../src/redis/event-stream.ts';
import { BEGINNING, BLOCK_MS, isAfter, Stream } from '../../../src/redis/stream.ts';
import { ManualClock, settle, until } from '../../support/manual-clock.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';

const KEEP_MS = 600_000;

let redis: TestRedis;
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await redis[Symbol.asyncDispose]();
});

async function connect(blockMs?: number): Promise<RedisConnection> {
  const Client = await loadRedis();
  if (Client === null) throw new Error('ioredis is not installed.');
  const connection = new RedisConnection(Client, { url: new URL(redis.url), timeoutMs: 600_000 }, blockMs);
  await connection.connect();
  closers.unshift(() => connection.close());
  return connection;
}

const change = (number: number): InteractionChange => ({
  path: ['KS1', 'KC1', `KI${number}`],
  record: {},
  dateReceived: '2026-03-02T09:00:00.000Z',
  delivery: null,
});

/** Numbers as texts, each of which is new once. */
function numbers(): ChangeTexts {
  const known = new Set<string>();
  return {
    write: ({ path }) => (path[2] ?? '').slice(2),
    receive(text) {
      if (known.has(text)) return 'known';
      known.add(text);
      return change(Number(text));
    },
  };
}

/** A process with a listener to everything. */
async function openBus() {
  const clock = new ManualClock();
  const bus = new EventStream({
    prefix: 'p',
    keepMs: KEEP_MS,
    timeoutMs: 600_000,
    clock,
    commands: await connect(),
    reading: await connect(BLOCK_MS),
    local: new MemoryBus({ keepMs: KEEP_MS, clock }),
    texts: numbers(),
    observer: { onShared: () => undefined, onUnreadable: () => undefined },
  });
  closers.unshift(() => bus.close());
  await bus.open();
  const heard: number[] = [];
  let gaps = 0;
  await bus.subscribe(
    ['KS1'],
    null,
    (event) => heard.push(Number(event.change.path[2]?.slice(2))),
    () => (gaps += 1),
  );
  return { bus, heard, gaps: () => gaps };
}

describe.skipIf(skipWithoutRedis)('a stream of events', () => {
  it('brings each event once to each process, however often connections are cut', async () => {
    const [a, b] = [await openBus(), await openBus()];
    const count = 500;
    for (let number = 0; number < count; number += 1) {
      (number % 2 === 0 ? a : b).bus.publish(change(number));
      // All connections of the processes, commands on their way among them.
      if (number % 100 === 50) await redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      await settle();
    }
    // What could not be sent reached its own process only, and a gap told of it.
    const all = Array.from({ length: count }, (_, number) => number);
    const own = (isOf: number) => all.filter((number) => number % 2 === isOf);
    await until(() => own(0).every((number) => a.heard.includes(number)));
    await until(() => own(1).every((number) => b.heard.includes(number)));
    await until(() => a.gaps() > 0 && b.gaps() > 0);
    a.bus.publish(change(count));
    await until(() => a.heard.includes(count) && b.heard.includes(count));
    for (const { heard } of [a, b]) expect(new Set(heard).size).toBe(heard.length);
  });

  it('loses no event of others over a connection that is cut while it reads', async () => {
    const [a, b] = [await openBus(), await openBus()];
    const count = 300;
    const reader = async () => {
      const list = String(await redis.client.client('LIST'));
      const ids = [...list.matchAll(/^id=(\d+).* cmd=xread/gm)].map(([, id]) => id ?? '');
      for (const id of ids) await redis.client.call('CLIENT', 'KILL', 'ID', id);
      return ids.length;
    };
    let cut = 0;
    for (let number = 0; number < count; number += 1) {
      a.bus.publish(change(number));
      if (number % 50 === 10) cut += await reader();
    }
    expect(cut).toBeGreaterThan(0);
    for (const { heard } of [a, b]) {
      await until(() => heard.length >= count);
      expect(heard.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: count }, (_, number) => number),
      );
    }
  });

  it('follows a new stream whose ids begin before those of the old one', async () => {
    await redis.client.xadd('p:events', '9999999999999-0', 'change', '1000');
    const a = await openBus();
    await redis.client.del('p:events');
    await redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await until(() => a.gaps() > 0);
    a.bus.publish(change(1));
    await until(() => a.heard.includes(1));
  });
});

describe.skipIf(skipWithoutRedis)('the bounds of a stream', () => {
  async function openStream(keepMs = KEEP_MS) {
    const [commands, reading] = [await connect(), await connect(BLOCK_MS)];
    return new Stream({ key: 'p:events', keepMs, clock: new ManualClock(), commands, reading });
  }

  it('are 10,000 entries', async () => {
    const stream = await openStream();
    const pipeline = redis.client.pipeline();
    for (let number = 0; number < 10_000; number += 1) pipeline.xadd('p:events', '*', 'change', 'x');
    await pipeline.exec();
    await stream.append('change', 'last');
    expect(await redis.client.xlen('p:events')).toBe(10_000);
  });

  it('are a time: older entries go when one is added, and all when none is added', async () => {
    const stream = await openStream();
    await redis.client.xadd('p:events', '1-0', 'change', 'old');
    await stream.append('change', 'new');
    const entries = await stream.read(BEGINNING, false);
    expect(entries.map(({ value }) => value)).toEqual(['new']);
    expect(await redis.client.pttl('p:events')).toBeLessThanOrEqual(KEEP_MS);
    expect(await redis.client.pttl('p:events')).toBeGreaterThan(0);
  });

  it('are 32 KiB per entry, and 100 entries per read', async () => {
    const stream = await openStream();
    await expect(stream.append('change', 'é'.repeat(16 * 1024 + 1))).rejects.toMatchObject({
      reason: 'TOO_LARGE',
    });
    await stream.append('change', 'é'.repeat(16 * 1024));
    for (let number = 1; number < 150; number += 1) await stream.append('change', 'x');
    expect(await stream.read(BEGINNING, false)).toHaveLength(100);
  });

  it.each([
    ['2-0', '1-9', true],
    ['10-0', '9-0', true],
    ['1-10', '1-9', true],
    ['1-1', '1-1', false],
    ['18446744073709551615-0', '18446744073709551614-5', true],
    ['0-0', '0-1', false],
  ])('%s after %s: %s', (id, other, expected) => {
    expect(isAfter(id, other)).toBe(expected);
  });
});
