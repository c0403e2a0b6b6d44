import { beforeEach, describe, expect, it } from 'vitest';
import type { Credentials, TwilioClient } from '../../src/twilio/client.ts';
import { TwilioError } from '../../src/twilio/errors.ts';
import type { SidPath } from '../../src/twilio/resource.ts';
import { interaction } from '../../src/twilio/resources/interaction.ts';
import { messageInteraction } from '../../src/twilio/resources/message-interaction.ts';
import { participant } from '../../src/twilio/resources/participant.ts';
import { service } from '../../src/twilio/resources/service.ts';
import { session } from '../../src/twilio/resources/session.ts';
import { SingleFlight } from '../../src/twilio/single-flight.ts';
import { createCaller, createFakeClient, type PendingCall } from './fake-client.ts';

const credentials: Credentials = { username: 'AC1', password: 'secret' };
const path: SidPath = ['KS1', 'KC1'];

let calls: PendingCall[];
let flights: SingleFlight;
let client: TwilioClient;
let bare: TwilioClient;
beforeEach(() => {
  ({ calls, client: bare } = createFakeClient());
  flights = new SingleFlight();
  client = flights.share(bare, credentials);
});

const names = () => calls.map(({ name }) => name);

describe('identical reads in flight', () => {
  it('share one call; the first pays, the others join', async () => {
    const callers = [createCaller(), createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    expect(names()).toEqual(['fetch KS1/KC1']);
    calls[0]?.answer({ sid: 'KC1' });
    expect(await Promise.all(reads)).toEqual([{ sid: 'KC1' }, { sid: 'KC1' }, { sid: 'KC1' }]);
    expect(callers.map(({ paid }) => paid.length)).toEqual([1, 0, 0]);
    expect(callers.map(({ joined }) => joined)).toEqual([0, 1, 1]);
  });

  it('share a failure, and nothing is kept of it', async () => {
    const reads = [client.fetch(session, path, createCaller()), client.fetch(session, path, createCaller())];
    const failure = new TwilioError('unavailable', 'Twilio answered 503.');
    calls[0]?.fail(failure);
    for (const read of reads) await expect(read).rejects.toBe(failure);
    void client.fetch(session, path, createCaller());
    expect(calls).toHaveLength(2);
  });

  it('are kept apart when anything differs: record, list, page, name, credentials', () => {
    const other = flights.share(bare, { ...credentials, password: 'other' });
    void client.fetch(session, path, createCaller());
    void other.fetch(session, path, createCaller());
    void client.fetch(session, ['KS1', 'KC2'], createCaller());
    void client.list(session, ['KS1'], { pageSize: 50 }, createCaller());
    void client.list(session, ['KS1'], { pageSize: 20 }, createCaller());
    void client.list(session, ['KS1'], { pageSize: 20, page: 1, pageToken: 'PT' }, createCaller());
    void client.list(participant, path, { pageSize: 20 }, createCaller());
    void client.list(interaction, path, { pageSize: 20 }, createCaller());
    void client.fetchByUniqueName(session, ['KS1'], 'KC1', createCaller());
    void client.fetchByUniqueName(session, ['KS1'], 'a', createCaller());
    expect(calls).toHaveLength(10);
    void client.fetchByUniqueName(session, ['KS1'], 'a', createCaller());
    void client.list(session, ['KS1'], { pageSize: 20 }, createCaller());
    expect(calls).toHaveLength(10);
  });

  it('are not shared with those that come after the answer', async () => {
    const read = client.fetch(session, path, createCaller());
    calls[0]?.answer({ sid: 'KC1' });
    await read;
    void client.fetch(session, path, createCaller());
    expect(calls).toHaveLength(2);
  });
});

describe('one who stops waiting', () => {
  it.each([0, 1])('fails nobody else (caller %i)', async (leaving) => {
    const callers = [createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    callers[leaving]?.leave();
    await expect(reads[leaving]).rejects.toMatchObject({ kind: 'aborted' });
    expect(calls[0]?.caller.signal.aborted).toBe(false);
    calls[0]?.answer({ sid: 'KC1' });
    expect(await reads[1 - leaving]).toEqual({ sid: 'KC1' });
  });

  it('ends the call when nobody else waits, and a later read starts anew', async () => {
    const callers = [createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    callers.forEach((caller) => caller.leave());
    expect(calls[0]?.caller.signal.aborted).toBe(true);
    for (const read of reads) await expect(read).rejects.toMatchObject({ kind: 'aborted' });
    const again = client.fetch(session, path, createCaller());
    expect(calls).toHaveLength(2);
    calls[1]?.answer({ sid: 'KC1' });
    expect(await again).toEqual({ sid: 'KC1' });
  });

  it('may have left before it asked', async () => {
    const caller = createCaller();
    caller.leave();
    await expect(client.fetch(session, path, caller)).rejects.toMatchObject({ kind: 'aborted' });
    expect(calls[0]?.caller.signal.aborted).toBe(true);
  });
});

describe('one who may not pay', () => {
  it('is refused alone: the next one makes the call', async () => {
    const refusal = new Error('no budget');
    const poor = {
      ...createCaller(),
      onCall: () => {
        throw refusal;
      },
    };
    const refused = client.fetch(session, path, poor);
    const read = client.fetch(session, path, createCaller());
    await expect(refused).rejects.toBe(refusal);
    expect(calls).toHaveLength(1);
    calls[0]?.answer({ sid: 'KC1' });
    expect(await read).toEqual({ sid: 'KC1' });
  });
});

describe('a read that is repeated', () => {
  const poor = (attempts: number) => {
    const caller = createCaller();
    const onCall = (endpoint: string) => {
      if (caller.paid.length === attempts) throw new Error(`no budget for ${attempts + 1}`);
      caller.onCall(endpoint);
    };
    return { ...caller, onCall, paid: caller.paid };
  };

  it('has time as long as one who waits for it has', () => {
    const callers = [100, 500, 300].map((deadlineAt) => ({ ...createCaller(), deadlineAt }));
    const deadlines = callers.map((caller) => {
      client.fetch(session, path, caller).catch(() => undefined);
      return calls[0]?.caller.deadlineAt;
    });
    expect(deadlines).toEqual([100, 500, 500]);
    callers[1]?.leave();
    expect(calls[0]?.caller.deadlineAt).toBe(300);
    void client.fetch(session, path, createCaller());
    expect(calls[0]?.caller.deadlineAt).toBe(Infinity);
  });

  it('is paid by the next one who can when the first may pay no more, and never by one who has left', () => {
    const [first, second, third] = [poor(1), poor(1), poor(5)];
    for (const caller of [first, second, third]) {
      client.fetch(session, path, caller).catch(() => undefined);
    }
    const repeat = () => calls[0]?.caller.onCall('again');
    repeat();
    repeat();
    third.leave();
    expect(repeat).toThrow('no budget for 2');
    expect([first, second, third].map(({ paid }) => paid.length)).toEqual([1, 1, 1]);
  });
});

describe('a write', () => {
  const reads: Readonly<Record<string, (from: TwilioClient) => Promise<unknown>>> = {
    'the record itself': (from) => from.fetch(session, path, createCaller()),
    'the list that it is in': (from) => from.list(session, ['KS1'], { pageSize: 50 }, createCaller()),
    'a record below': (from) => from.fetch(participant, [...path, 'KP1'], createCaller()),
    'a list below': (from) => from.list(interaction, path, { pageSize: 50 }, createCaller()),
    'a record by its name': (from) => from.fetchByUniqueName(session, ['KS1'], 'name', createCaller()),
    'the record above': (from) => from.fetch(service, ['KS1'], createCaller()),
  };
  const others: typeof reads = {
    'a record beside': (from) => from.fetch(session, ['KS1', 'KC2'], createCaller()),
    'a list beside': (from) => from.list(participant, ['KS1', 'KC2'], { pageSize: 50 }, createCaller()),
    'another Service': (from) => from.fetch(service, ['KS2'], createCaller()),
  };

  it.each(Object.entries(reads))('that is sent lets no later read join an older one of %s', (_, read) => {
    void read(client);
    void client.update(session, path, {}, createCaller());
    void read(client);
    expect(calls).toHaveLength(3);
  });

  it.each(Object.entries(reads))(
    'that is answered lets no later read join one of %s begun before',
    async (_, read) => {
      const write = client.update(session, path, {}, createCaller());
      void read(client);
      void read(client);
      expect(calls).toHaveLength(2);
      calls[0]?.answer({ sid: 'KC1' });
      await write;
      void read(client);
      expect(calls).toHaveLength(3);
    },
  );

  it.each(Object.entries(others))('leaves reads of %s shared', async (_, read) => {
    void read(client);
    const write = client.update(session, path, {}, createCaller());
    calls[1]?.answer({ sid: 'KC1' });
    await write;
    void read(client);
    expect(calls).toHaveLength(2);
  });

  it('detaches even when it fails, because Twilio may have carried it out', async () => {
    const write = client.update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    calls[0]?.fail(new TwilioError('outcome-unknown', 'Unknown.'));
    await expect(write).rejects.toMatchObject({ kind: 'outcome-unknown' });
    void client.fetch(session, path, createCaller());
    expect(calls).toHaveLength(3);
  });

  it('detaches what was read with other credentials too', () => {
    const other = flights.share(bare, { ...credentials, password: 'other' });
    void client.fetch(session, path, createCaller());
    void other.update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    expect(calls).toHaveLength(3);
  });

  it('still answers those who wait for the older read', async () => {
    const read = client.fetch(session, path, createCaller());
    void client.update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    calls[0]?.answer({ sid: 'KC1', status: 'open' });
    expect(await read).toEqual({ sid: 'KC1', status: 'open' });
    void client.fetch(session, path, createCaller());
    expect(names()).toEqual(['fetch KS1/KC1', 'update KS1/KC1', 'fetch KS1/KC1']);
  });

  it('of a new record detaches the list that it joins', () => {
    void client.list(participant, path, { pageSize: 50 }, createCaller());
    void client.create(participant, path, {}, createCaller());
    void client.list(participant, path, { pageSize: 50 }, createCaller());
    expect(calls).toHaveLength(3);
  });

  it('that removes an Interaction detaches the MessageInteraction of the same SID', () => {
    const message = [...path, 'KP1', 'KI1'];
    void client.fetch(messageInteraction, message, createCaller());
    void client.list(messageInteraction, [...path, 'KP1'], { pageSize: 50 }, createCaller());
    void client.remove(interaction, [...path, 'KI1'], createCaller());
    void client.fetch(messageInteraction, message, createCaller());
    void client.list(messageInteraction, [...path, 'KP1'], { pageSize: 50 }, createCaller());
    expect(calls).toHaveLength(5);
  });
});
