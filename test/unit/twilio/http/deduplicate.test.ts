import { beforeEach, describe, expect, it } from 'vitest';
import { createTwilioClient, type Credentials, type TwilioClient } from '../../../../src/twilio/client.ts';
import { chargeBudget } from '../../../../src/twilio/http/charge-budget.ts';
import { compose } from '../../../../src/twilio/http/compose.ts';
import type { Next, RequestContext } from '../../../../src/twilio/http/request.ts';
import type { SidPath } from '../../../../src/twilio/sid.ts';
import { interaction } from '../../../../src/twilio/resources/interaction.ts';
import { messageInteraction } from '../../../../src/twilio/resources/message-interaction.ts';
import { participant } from '../../../../src/twilio/resources/participant.ts';
import { service } from '../../../../src/twilio/resources/service.ts';
import { session } from '../../../../src/twilio/resources/session.ts';
import { deduplicate } from '../../../../src/twilio/http/deduplicate.ts';
import { StubTransport } from '../../../support/stub-transport.ts';
import { createCaller } from '../../loaders/fake-client.ts';

const sid = (prefix: string, number: number) => prefix + String(number).padStart(32, '0');
const [KS1, KS2, KC1, KC2, KP1, KI1] = [
  sid('KS', 1),
  sid('KS', 2),
  sid('KC', 1),
  sid('KC', 2),
  sid('KP', 1),
  sid('KI', 1),
];
const path: SidPath = [KS1, KC1];

let transport: StubTransport;
let send: Next;
let client: TwilioClient;

const clientOf = (credentials: Credentials) =>
  createTwilioClient({
    send,
    credentials,
    onResponse: () => undefined,
    reportUnreadable: () => undefined,
    wallNow: () => 0,
  });

beforeEach(() => {
  transport = new StubTransport();
  send = compose([deduplicate(), chargeBudget], transport.send);
  client = clientOf({ username: 'AC1', password: 'secret' });
});

const other = () => clientOf({ username: 'AC1', password: 'other' });

const names = () =>
  transport.attempts.map(({ request }) => `${request.method} ${request.path.split('/').at(-1) ?? ''}`);

const answer = (index: number, record: object) =>
  transport.at(index).answer(200, { body: JSON.stringify(record) });

const contextAt = (index: number): RequestContext => transport.at(index).request.context;

const isEnded = (index: number) => transport.at(index).request.signal.aborted;

describe('identical reads in flight', () => {
  it('share one call; the first pays, the others join', async () => {
    const callers = [createCaller(), createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    expect(names()).toEqual([`GET ${KC1}`]);
    answer(0, { sid: KC1 });
    expect((await Promise.all(reads)).map((read) => read.sid)).toEqual([KC1, KC1, KC1]);
    expect(callers.map(({ paid }) => paid.length)).toEqual([1, 0, 0]);
    expect(callers.map(({ joined }) => joined)).toEqual([0, 1, 1]);
  });

  it('share a failure, and nothing is kept of it', async () => {
    const reads = [client.fetch(session, path, createCaller()), client.fetch(session, path, createCaller())];
    transport.at(0).fail('timeout');
    for (const read of reads) await expect(read).rejects.toMatchObject({ kind: 'timeout' });
    void client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(2);
  });

  it('are kept apart when anything differs: record, list, page, name, credentials', () => {
    void client.fetch(session, path, createCaller());
    void other().fetch(session, path, createCaller());
    void client.fetch(session, [KS1, KC2], createCaller());
    void client.list(session, [KS1], { pageSize: 50 }, createCaller());
    void client.list(session, [KS1], { pageSize: 20 }, createCaller());
    void client.list(session, [KS1], { pageSize: 20, page: 1, pageToken: 'PT' }, createCaller());
    void client.list(participant, path, { pageSize: 20 }, createCaller());
    void client.list(interaction, path, { pageSize: 20 }, createCaller());
    void client.fetchByUniqueName(session, [KS1], 'b', createCaller());
    void client.fetchByUniqueName(session, [KS1], 'a', createCaller());
    expect(transport.attempts).toHaveLength(10);
    void client.fetchByUniqueName(session, [KS1], 'a', createCaller());
    void client.list(session, [KS1], { pageSize: 20 }, createCaller());
    expect(transport.attempts).toHaveLength(10);
  });

  it('are not shared with those that come after the answer', async () => {
    const read = client.fetch(session, path, createCaller());
    answer(0, { sid: KC1 });
    await read;
    void client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(2);
  });
});

describe('one who stops waiting', () => {
  it.each([0, 1])('fails nobody else (caller %i)', async (leaving) => {
    const callers = [createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    callers[leaving]?.leave();
    await expect(reads[leaving]).rejects.toMatchObject({ kind: 'aborted' });
    expect(isEnded(0)).toBe(false);
    answer(0, { sid: KC1 });
    expect(await reads[1 - leaving]).toMatchObject({ sid: KC1 });
  });

  it('ends the call when nobody else waits, and a later read starts anew', async () => {
    const callers = [createCaller(), createCaller()];
    const reads = callers.map((caller) => client.fetch(session, path, caller));
    callers.forEach((caller) => caller.leave());
    expect(isEnded(0)).toBe(true);
    for (const read of reads) await expect(read).rejects.toMatchObject({ kind: 'aborted' });
    const again = client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(2);
    answer(1, { sid: KC1 });
    expect(await again).toMatchObject({ sid: KC1 });
  });

  it('may have left before it asked', async () => {
    const caller = createCaller();
    caller.leave();
    await expect(client.fetch(session, path, caller)).rejects.toMatchObject({ kind: 'aborted' });
    expect(transport.attempts).toEqual([]);
    expect(caller.paid).toEqual([]);
  });
});

describe('a defect below', () => {
  it('is told to all who wait, and a later read starts anew', async () => {
    // Whatever is thrown, even what looks like a response.
    const defect: unknown = { status: 200, headers: {}, body: '{}' };
    let isBroken = true;
    send = compose([deduplicate()], (sent) => {
      if (isBroken) throw defect;
      return transport.send(sent);
    });
    client = clientOf({ username: 'AC1', password: 'secret' });
    const reads = [client.fetch(session, path, createCaller()), client.fetch(session, path, createCaller())];
    await Promise.all(reads.map((read) => expect(read).rejects.toBe(defect)));
    isBroken = false;
    void client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(1);
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
    expect(transport.attempts).toHaveLength(1);
    answer(0, { sid: KC1 });
    expect(await read).toMatchObject({ sid: KC1 });
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
      return contextAt(0).deadlineAt;
    });
    expect(deadlines).toEqual([100, 500, 500]);
    callers[1]?.leave();
    expect(contextAt(0).deadlineAt).toBe(300);
    void client.fetch(session, path, createCaller());
    expect(contextAt(0).deadlineAt).toBe(Infinity);
  });

  it('is paid by the next one who can when the first may pay no more, and never by one who has left', () => {
    const [first, second, third] = [poor(1), poor(1), poor(5)];
    for (const caller of [first, second, third]) {
      client.fetch(session, path, caller).catch(() => undefined);
    }
    const repeat = () => contextAt(0).onCall('again');
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
    'the list that it is in': (from) => from.list(session, [KS1], { pageSize: 50 }, createCaller()),
    'a record below': (from) => from.fetch(participant, [...path, KP1], createCaller()),
    'a list below': (from) => from.list(interaction, path, { pageSize: 50 }, createCaller()),
    'a record by its name': (from) => from.fetchByUniqueName(session, [KS1], 'name', createCaller()),
    'the record above': (from) => from.fetch(service, [KS1], createCaller()),
  };
  const others: typeof reads = {
    'a record beside': (from) => from.fetch(session, [KS1, KC2], createCaller()),
    'a list beside': (from) => from.list(participant, [KS1, KC2], { pageSize: 50 }, createCaller()),
    'another Service': (from) => from.fetch(service, [KS2], createCaller()),
  };

  it.each(Object.entries(reads))('that is sent lets no later read join an older one of %s', (_, read) => {
    void read(client);
    void client.update(session, path, {}, createCaller());
    void read(client);
    expect(transport.attempts).toHaveLength(3);
  });

  it.each(Object.entries(reads))(
    'that is answered lets no later read join one of %s begun before',
    async (_, read) => {
      const write = client.update(session, path, {}, createCaller());
      void read(client);
      void read(client);
      expect(transport.attempts).toHaveLength(2);
      answer(0, { sid: KC1 });
      await write;
      void read(client);
      expect(transport.attempts).toHaveLength(3);
    },
  );

  it.each(Object.entries(others))('leaves reads of %s shared', async (_, read) => {
    void read(client);
    const write = client.update(session, path, {}, createCaller());
    answer(1, { sid: KC1 });
    await write;
    void read(client);
    expect(transport.attempts).toHaveLength(2);
  });

  it('detaches even when it fails, because Twilio may have carried it out', async () => {
    const write = client.update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    transport.at(0).answer(503);
    await expect(write).rejects.toMatchObject({ kind: 'outcome-unknown' });
    void client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(3);
  });

  it('detaches what was read with other credentials too', () => {
    void client.fetch(session, path, createCaller());
    void other().update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    expect(transport.attempts).toHaveLength(3);
  });

  it('still answers those who wait for the older read', async () => {
    const read = client.fetch(session, path, createCaller());
    void client.update(session, path, {}, createCaller());
    void client.fetch(session, path, createCaller());
    answer(0, { sid: KC1, status: 'open' });
    expect(await read).toMatchObject({ sid: KC1, status: 'open' });
    void client.fetch(session, path, createCaller());
    expect(names()).toEqual([`GET ${KC1}`, `POST ${KC1}`, `GET ${KC1}`]);
  });

  it('of a new record detaches the list that it joins', () => {
    void client.list(participant, path, { pageSize: 50 }, createCaller());
    void client.create(participant, path, {}, createCaller());
    void client.list(participant, path, { pageSize: 50 }, createCaller());
    expect(transport.attempts).toHaveLength(3);
  });

  it('that removes an Interaction detaches the MessageInteraction of the same SID', () => {
    const message = [...path, KP1, KI1];
    void client.fetch(messageInteraction, message, createCaller());
    void client.list(messageInteraction, [...path, KP1], { pageSize: 50 }, createCaller());
    void client.remove(interaction, [...path, KI1], createCaller());
    void client.fetch(messageInteraction, message, createCaller());
    void client.list(messageInteraction, [...path, KP1], { pageSize: 50 }, createCaller());
    expect(transport.attempts).toHaveLength(5);
  });
});
