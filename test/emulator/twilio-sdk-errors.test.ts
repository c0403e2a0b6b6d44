import twilio, { type Twilio } from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type Seed } from '../../src/emulator/emulator.ts';
import { seedSids } from '../../src/emulator/seeds/seed-sids.ts';
import { ada, bob, cleo, lineA, lineB, lineC, sdk } from './support.ts';

let emulator: Emulator;
let client: Twilio;

const chatInstanceSid = `IS${'c'.repeat(32)}`;
const seed: Seed = {
  phoneNumbers: [{ number: '+15035550190' }],
  services: [
    {
      uniqueName: 'svc',
      chatInstanceSid,
      phoneNumbers: [{ number: lineA }],
      shortCodes: [{ number: '48412' }],
      sessions: [
        {
          uniqueName: 'full',
          participants: [ada, bob].map((identifier) => ({ identifier, proxyIdentifier: lineA })),
        },
        { uniqueName: 'closed', status: 'closed', closedReason: 'api' },
        { uniqueName: 'calls', mode: 'voice-only' },
        { uniqueName: 'one', participants: [{ identifier: cleo, proxyIdentifier: lineA }] },
      ],
    },
    { uniqueName: 'other', phoneNumbers: [{ number: lineC }], sessions: [{ uniqueName: 'empty' }] },
    { uniqueName: 'bare', sessions: [{ uniqueName: 'empty' }] },
    {
      uniqueName: 'picky',
      geoMatchLevel: 'area-code',
      phoneNumbers: [{ number: lineB }, { number: '+447700900900', isReserved: true }],
      sessions: [{ uniqueName: 'empty' }],
    },
    {
      uniqueName: 'narrow',
      phoneNumbers: [
        { number: '+13125550190', capabilities: ['sms'] },
        { number: '+447700900901', capabilities: ['voice'] },
      ],
      sessions: [{ uniqueName: 'empty' }],
    },
  ],
};

const service = (name = 'svc') => client.proxy.v1.services(seedSids.service(name));
const session = (name: string, of = 'svc') => service(of).sessions(seedSids.session(of, name));
const join = (identifier: string, name: string, of = 'svc', more: object = {}) =>
  session(name, of).participants.create({ identifier, ...more });
const unknown = (prefix: string) => prefix + '0'.repeat(32);

beforeAll(async () => {
  emulator = await createEmulator({ seed: 'empty' });
  client = sdk(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.control.clearFaults();
  emulator.control.forgetRate();
  emulator.control.set({
    accountStatus: 'active',
    concurrencyLimit: null,
    rateLimit: { enabled: false, requests: 150 },
    serviceCreation: 'open',
    legalHold: [],
    messageInteractionsGet: 'served',
  });
  emulator.control.seed(seed);
});

/** What the SDK throws, and what the person did who gets it. */
const cases: readonly (readonly [code: number, status: number, when: string, act: () => Promise<unknown>])[] =
  [
    [
      20001,
      400,
      'a message has neither text nor media',
      () =>
        session('full')
          .participants(seedSids.participant('svc', 'full', ada))
          .messageInteractions.create(),
    ],
    [20003, 401, 'the token is wrong', () => withToken('wrong').proxy.v1.services.list()],
    [20007, 400, 'a page of more than 1000 is asked for', () => service().sessions.page({ pageSize: 1001 })],
    [20404, 404, 'a Service does not exist', () => client.proxy.v1.services(unknown('KS')).fetch()],
    [
      20409,
      409,
      'a chat instance belongs to another Service',
      () => client.proxy.v1.services.create({ uniqueName: 'new', chatInstanceSid }),
    ],
    [
      21481,
      400,
      'a page token is of another list',
      () => service().sessions.page({ pageToken: `PT${unknown('KC')}` }),
    ],
    [80101, 400, 'a number is in the pool of another Service', () => addNumber(lineC)],
    [80103, 400, 'a Participant joins twice', () => join(cleo, 'one')],
    [80104, 400, 'a number is already in the pool', () => addNumber(lineA)],
    [
      80105,
      400,
      'a short code is already in the pool',
      () => service().shortCodes.create({ sid: seedSids.shortCode('US', '48412') }),
    ],
    [80201, 400, 'no number can take calls', () => join('+13125550100', 'empty', 'narrow')],
    [80202, 400, 'no number can take texts', () => join('+447700900000', 'empty', 'narrow')],
    [80203, 400, 'no number is of the country', () => join('+33639980000', 'one')],
    [80205, 400, 'the pool is empty', () => join(ada, 'empty', 'bare')],
    [80206, 400, 'no number is near enough', () => join('+12125550100', 'empty', 'picky')],
    [80207, 400, 'only reserved numbers match', () => join('+447700900000', 'empty', 'picky')],
    [80208, 400, 'the Participant uses all numbers in other Sessions', () => join(ada, 'one')],
    [
      80301,
      404,
      'a number is not of the account',
      () => service().phoneNumbers.create({ sid: unknown('PN') }),
    ],
    [
      80303,
      404,
      'a short code is not of the account',
      () => service().shortCodes.create({ sid: unknown('SC') }),
    ],
    [
      80305,
      404,
      'the wanted proxy number is unknown',
      () => join(bob, 'one', 'svc', { proxyIdentifierSid: unknown('PN') }),
    ],
    [80308, 404, 'no Session has the name', () => service().sessions('nobody').fetch()],
    [80402, 400, 'a channel address is to get a number', () => join('messenger:1', 'one')],
    [80404, 400, 'an identifier is not a number', () => join('four one five', 'one')],
    [80406, 400, 'a number is malformed', () => service().phoneNumbers.create({ phoneNumber: '5550190' })],
    [80407, 400, 'a number SID is malformed', () => service().phoneNumbers.create({ sid: 'PN12' })],
    [
      80601,
      400,
      'a number is not of the account',
      () => service().phoneNumbers.create({ phoneNumber: '+15125550190' }),
    ],
    [80602, 400, 'a Service name is taken', () => client.proxy.v1.services.create({ uniqueName: 'other' })],
    [80603, 400, 'a Session name is taken', () => service().sessions.create({ uniqueName: 'closed' })],
    [80604, 400, 'a pair is active elsewhere', () => join(ada, 'one', 'svc', { proxyIdentifier: lineA })],
    [80605, 400, 'a number is of another pool', () => join(bob, 'one', 'svc', { proxyIdentifier: lineC })],
    [80606, 400, 'a number is nobody’s', () => join(bob, 'one', 'svc', { proxyIdentifier: '+15125550190' })],
    [80607, 400, 'a Participant joins a closed Session', () => join(ada, 'closed')],
    [80608, 400, 'a closed Session is to be open', () => session('closed').update({ status: 'open' })],
    [80609, 400, 'a third Participant joins', () => join(cleo, 'full')],
    [
      80610,
      400,
      'number and SID differ',
      () => service().phoneNumbers.create({ phoneNumber: lineC, sid: seedSids.phoneNumber('+15035550190') }),
    ],
    [
      80611,
      400,
      'a number in use is removed',
      () => service().phoneNumbers(seedSids.phoneNumber(lineA)).remove(),
    ],
    [
      80612,
      400,
      'a removed Participant joins again',
      async () => {
        await session('one')
          .participants(seedSids.participant('svc', 'one', cleo))
          .remove();
        await join(cleo, 'one');
      },
    ],
    [80616, 400, 'a channel address joins a Session for calls', () => join('messenger:1', 'calls')],
    [
      80701,
      400,
      'a mode does not exist',
      () => service().sessions.create({ mode: 'fax-only' as 'voice-only' }),
    ],
  ];

/** Codes that depend on the account or the moment. */
const switched: readonly (readonly [
  code: number,
  status: number,
  prepare: () => void,
  act: () => Promise<unknown>,
])[] = [
  [20004, 405, () => emulator.control.set({ messageInteractionsGet: 405 }), () => listMessages()],
  [20005, 403, () => emulator.control.set({ accountStatus: 'inactive' }), () => service().fetch()],
  [20008, 403, () => emulator.control.set({ accountStatus: 'test' }), () => service().fetch()],
  [20403, 403, () => emulator.control.set({ accountStatus: 'suspended' }), () => service().fetch()],
  [20429, 429, () => emulator.control.set({ concurrencyLimit: 0 }), () => service().fetch()],
  [
    80621,
    429,
    () => emulator.control.set({ rateLimit: { enabled: true, requests: 0 } }),
    () => service().fetch(),
  ],
  [
    80506,
    403,
    () => emulator.control.set({ serviceCreation: 'closed' }),
    () => client.proxy.v1.services.create({ uniqueName: 'new' }),
  ],
  [
    80615,
    403,
    () => emulator.control.set({ legalHold: [seedSids.service('bare')] }),
    () => service('bare').remove(),
  ],
  [80623, 409, () => void emulator.control.fault({ code: 80623 }), () => join(bob, 'one')],
  [20500, 500, () => void emulator.control.fault({ code: 20500 }), () => service().fetch()],
  [20503, 503, () => void emulator.control.fault({ code: 20503 }), () => service().fetch()],
];

describe('the twilio SDK throws', () => {
  it.each(cases)('%i with status %i when %s', async (code, status, _, act) => {
    await expect(act()).rejects.toMatchObject({
      code,
      status,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
      message: expect.stringMatching(/./) as unknown,
    });
  });

  it.each(switched)('%i with status %i when the emulator is told so', async (code, status, prepare, act) => {
    prepare();
    await expect(act()).rejects.toMatchObject({ code, status });
  });

  it('no message that holds a telephone number', async () => {
    for (const [, , , act] of cases) {
      emulator.control.seed(seed);
      const error: unknown = await act().catch((reason: unknown) => reason);
      expect((error as Error).message).not.toMatch(/\+\d{6}/);
    }
  });
});

const addNumber = (number: string) => service().phoneNumbers.create({ phoneNumber: number });

const listMessages = () =>
  session('full')
    .participants(seedSids.participant('svc', 'full', ada))
    .messageInteractions.list();

function withToken(token: string): Twilio {
  const other = twilio(emulator.accountSid, token);
  other.proxy.baseUrl = emulator.url;
  return other;
}
