import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type DoctorReport, examine, runDoctor } from '../../../src/commands/doctor/doctor.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import type { Seed } from '../../../src/emulator/seeds/seed.ts';
import { startIssuer } from '../../support/issuer.ts';
import { writeManifest } from '../../support/manifest.ts';
import { skipWithoutRedis, startRedis } from '../../support/redis.ts';

const HOOK = 'https://hooks.example.test/webhooks/proxy';
const PHONES = ['+14155550100', '+14155550101', '+14155550190', '+14155550191'];

/** A Service whose Interactions reach the gateway, with a Session of two Participants. */
const world = (callbackUrl?: string): Seed => ({
  services: [
    {
      sid: `KS${'1'.repeat(32)}`,
      uniqueName: 'shop',
      ...(callbackUrl !== undefined && { callbackUrl }),
      phoneNumbers: [{ number: '+14155550190' }, { number: '+14155550191' }],
      sessions: [
        {
          uniqueName: 'order-1',
          participants: [
            { identifier: '+14155550100', proxyIdentifier: '+14155550190' },
            { identifier: '+14155550101', proxyIdentifier: '+14155550191' },
          ],
        },
      ],
    },
  ],
});

const startWorld = (callbackUrl: string | undefined = HOOK) => createEmulator({ seed: world(callbackUrl) });

/** Variables of a deployment without mistakes. */
const envOf = ({ url, accountSid, authToken }: Emulator) => ({
  TWILIO_PROXY_BASE_URL: url,
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_AUTH_TOKEN: authToken,
  GATEWAY_AUTH: 'api-key',
  GATEWAY_API_KEYS: 'key-of-the-tests',
  WEBHOOK_URL: HOOK,
  EMULATOR: 'off',
});

/** A report as `status name: message`, after a check that it gives nothing away. */
function linesOf({ ok, checks }: DoctorReport, variables: Readonly<Record<string, string>>): string[] {
  const lines = checks.map(({ name, status, message }) => `${status} ${name}: ${message}`);
  const secrets = Object.entries(variables)
    .filter(([name, value]) => value.length > 3 && !/^(?:GATEWAY_AUTH|REDIS_PREFIX)$/.test(name))
    .map(([, value]) => value);
  for (const hidden of [...secrets, ...PHONES, '127.0.0.1', 'http:', 'https:', '/v1/'])
    expect(lines.join('\n')).not.toContain(hidden);
  expect(ok).toBe(!checks.some(({ status }) => status === 'fail'));
  return lines;
}

const report = async (variables: Readonly<Record<string, string>>) =>
  linesOf(await examine(variables), variables);

/** What is not fine. */
const problems = async (variables: Readonly<Record<string, string>>) =>
  (await report(variables)).filter((line) => !line.startsWith('ok '));

/** The address of a port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A Redis that tells this version, and otherwise agrees to everything. */
async function startOldRedis(version: string) {
  const text = `redis_version:${version}\r\n`;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const [, command = ''] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g))
        socket.write(/^info$/i.test(command) ? `$${text.length}\r\n${text}\r\n` : '+OK\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

describe('doctor without mistakes', () => {
  it('reports that all is well, and reads each list once', async () => {
    await using emulator = await startWorld();
    expect(await report(envOf(emulator))).toEqual([
      'ok options: All options are valid.',
      'ok reachability: Twilio answers.',
      'ok credentials: Twilio accepts them.',
      'ok clock: The clocks of this machine and of Twilio agree.',
      'ok ShortCodes: Twilio serves them.',
      'ok MessageInteractions: Twilio serves them.',
      `ok webhook KS${'1'.repeat(32)}: Its callbackUrl is in WEBHOOK_URL.`,
    ]);
    const lists = emulator.requests.map((request) =>
      request.replace(/\?.*/, '').replace(/[A-Z]{2}[0-9a-f]{32}/g, '*'),
    );
    expect(lists).toEqual([
      'GET /v1/Services',
      'GET /v1/Services/*/ShortCodes',
      'GET /v1/Services/*/Sessions',
      'GET /v1/Services/*/Sessions/*/Participants',
      'GET /v1/Services/*/Sessions/*/Participants/*/MessageInteractions',
    ]);
  });

  it('checks keys, manifest and Redis where they are configured', { skip: skipWithoutRedis }, async () => {
    await using emulator = await startWorld();
    await using issuer = await startIssuer();
    await using manifest = await writeManifest({ a: '{ __typename }', b: 'query B { __typename }' });
    await using redis = await startRedis(['--requirepass', 'sesame-of-tests'], 'sesame-of-tests');
    const lines = await report({
      ...envOf(emulator),
      GATEWAY_API_KEYS: '',
      ...issuer.env,
      ...manifest.env,
      REDIS_URL: redis.url,
    });
    expect(lines.slice(-3)).toEqual([
      'ok documents: PERSISTED_DOCUMENTS has 2 documents.',
      'ok keys: GATEWAY_JWKS_URL has the public keys of the issuer: 1.',
      expect.stringMatching(/^ok redis: Redis \d+\.[\d.]+ answers, runs scripts and can be written\.$/),
    ]);
  });

  it('checks an account without records, and without webhooks', async () => {
    await using emulator = await createEmulator({ seed: 'empty' });
    expect((await report({ ...envOf(emulator), WEBHOOK_URL: '' })).slice(-3)).toEqual([
      'ok ShortCodes: Not checked: no record was found that has such a list.',
      'ok MessageInteractions: Not checked: no record was found that has such a list.',
      'ok webhooks: Not checked: WEBHOOK_URL is not set, so there are no subscriptions.',
    ]);
  });

  it('does not start the embedded emulator', async () => {
    expect(await report({})).toEqual([
      'ok options: All options are valid.',
      'warn reachability: Twilio was not checked: the upstream is the emulator with demo data. Set the credentials of Twilio to use Twilio.',
    ]);
  });

  it('needs no credentials of its own when callers send theirs', async () => {
    await using emulator = await startWorld();
    const { TWILIO_PROXY_BASE_URL } = envOf(emulator);
    expect(await report({ TWILIO_PROXY_BASE_URL, GATEWAY_AUTH: 'forward' })).toEqual([
      'ok options: All options are valid.',
      'ok reachability: Twilio answers.',
      'ok credentials: Not checked: callers send their own (GATEWAY_AUTH=forward).',
      'ok clock: The clocks of this machine and of Twilio agree.',
    ]);
  });

  it('ignores the user, the standard port and the fragment of a callback, as signatures do', async () => {
    await using emulator = await startWorld('https://user:word@hooks.example.test:443/webhooks/proxy#rc=3');
    expect(await problems(envOf(emulator))).toEqual([]);
  });

  it('checks the callbacks of all Services, up to 1000', async () => {
    const services = Array.from({ length: 1001 }, (_, index) => ({
      uniqueName: `s-${index}`,
      ...(index !== 500 && { callbackUrl: HOOK }),
    }));
    await using emulator = await createEmulator({ seed: { services } });
    const lines = (await report(envOf(emulator))).filter((line) => line.includes(' webhook'));
    expect(lines.filter((line) => line.startsWith('ok webhook KS'))).toHaveLength(999);
    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([
      expect.stringMatching(/^warn webhook KS\w+: Its callbackUrl is not set,/),
      'warn webhooks: Only the first 1000 Services were checked.',
    ]);
  });

  it('reports the Services that it could read', async () => {
    const services = Array.from({ length: 101 }, (_, index) => ({
      uniqueName: `s-${index}`,
      callbackUrl: HOOK,
    }));
    await using emulator = await createEmulator({ seed: { services } });
    emulator.control.fault({ path: /Services\?.*Page=1/, status: 500 });
    const lines = (await report(envOf(emulator))).filter((line) => line.includes(' webhook'));
    expect(lines.filter((line) => line.startsWith('ok webhook KS'))).toHaveLength(100);
    expect(lines.at(-1)).toMatch(/^fail webhooks: The other Services were not checked: Twilio answered 500/);
  });
});

const CALLBACK = 'so subscriptions get no events of it. Set it with updateProxyService.';
const CHECK_ADDRESS = 'Check TWILIO_PROXY_BASE_URL, DNS and the firewall.';

type Mistake = readonly [
  what: string,
  plant: (emulator: Emulator) => Readonly<Record<string, string>>,
  expected: readonly string[],
];

const retire = (emulator: Emulator, name: 'shortCodes' | 'messageInteractionsGet') => {
  emulator.control.set({ [name]: 404 });
  return {};
};

const fault = (emulator: Emulator, spec: Parameters<Emulator['control']['fault']>[0]) => {
  emulator.control.fault(spec);
  return {};
};

const dateAgo = (seconds: number) => ({ date: new Date(Date.now() - 1000 * seconds).toUTCString() });

const mistakes: readonly Mistake[] = [
  ['an invalid option', () => ({ MAX_DEPTH: 'deep' }), ['fail options: MAX_DEPTH: must be an integer from']],
  [
    'options that contradict each other',
    () => ({ PERSISTED_ONLY: 'on' }),
    ['fail options: PERSISTED_ONLY=on requires PERSISTED_DOCUMENTS\\.'],
  ],
  [
    'a misspelt option',
    () => ({ MAX_DEPHT: '9' }),
    ['warn options: MAX_DEPHT is not an option\\. Did you mean MAX_DEPTH\\?$'],
  ],
  [
    'a wrong token',
    () => ({ TWILIO_AUTH_TOKEN: 'another-token' }),
    ['fail credentials: Twilio refuses them with status 401\\. Check TWILIO_ACCOUNT_SID and'],
  ],
  [
    'an answer that is not of the API',
    (emulator) => fault(emulator, { body: '<html>' }),
    [
      'fail reachability: Expected the list of Services\\. Twilio was expected to answer with JSON.* Check TWILIO_PROXY_BASE_URL\\.$',
    ],
  ],
  [
    'a wrong path',
    (emulator) => ({ TWILIO_PROXY_BASE_URL: `${emulator.url}/wrong` }),
    [
      'fail reachability: Expected the list of Services\\. Twilio answered 404.*\\. Check TWILIO_PROXY_BASE_URL\\.$',
    ],
  ],
  [
    'an upstream that fails',
    (emulator) => fault(emulator, { status: 503 }),
    [
      'fail reachability: Expected the list of Services\\. Twilio answered 503.*\\. Run the command again later\\.$',
    ],
  ],
  [
    'an upstream that does not answer',
    (emulator) => ({ TWILIO_ATTEMPT_TIMEOUT_MS: '100', ...fault(emulator, { hang: true }) }),
    [`fail reachability: No whole answer from Twilio within 100 ms\\. ${CHECK_ADDRESS}`],
  ],
  [
    'a clock that is an hour ahead',
    (emulator) => fault(emulator, { path: /Services\?/, headers: dateAgo(3600) }),
    ['fail clock: .* differ by 36\\d\\d seconds\\. Synchronize this one by NTP\\.$'],
  ],
  [
    'retired ShortCodes',
    (emulator) => retire(emulator, 'shortCodes'),
    ['warn ShortCodes: Twilio has retired them for this account: `shortCodes` is null with'],
  ],
  [
    'retired MessageInteractions',
    (emulator) => retire(emulator, 'messageInteractionsGet'),
    ['warn MessageInteractions: Twilio has retired them for this account: `messageInteractions` is read'],
  ],
  [
    'an endpoint that fails',
    (emulator) => fault(emulator, { path: /\/ShortCodes/, status: 500 }),
    ['fail ShortCodes: Not checked: Twilio answered 500.* Run the command again\\.$'],
  ],
  [
    'a callback to another place',
    () => ({ WEBHOOK_URL: 'https://other.example.test/webhooks/proxy' }),
    [`warn webhook KS1{32}: Its callbackUrl is not in WEBHOOK_URL, ${CALLBACK}`],
  ],
  [
    'an issuer without keys',
    ({ url }) => ({
      GATEWAY_AUTH: 'jwt',
      GATEWAY_API_KEYS: '',
      GATEWAY_JWKS_URL: `${url}/no-keys`,
      GATEWAY_JWT_ISSUER: 'tests',
      GATEWAY_JWT_AUDIENCE: 'gateway',
    }),
    ['fail keys: Expected GATEWAY_JWKS_URL to answer with a JWK Set'],
  ],
  [
    'a manifest that is missing',
    () => ({ PERSISTED_DOCUMENTS: '/no/such/manifest.json' }),
    ['fail documents: PERSISTED_DOCUMENTS names a file that must be a readable file, but got ENOENT\\.$'],
  ],
];

describe('doctor finds', () => {
  it.each(mistakes)('%s, and nothing else', async (_, plant, expected) => {
    await using emulator = await startWorld();
    const env = { ...envOf(emulator), ...plant(emulator) };
    expect(await problems(env)).toEqual(
      expected.map((pattern) => expect.stringMatching(new RegExp(`^${pattern}`))),
    );
  });

  it('a port on which nothing listens', async () => {
    await using emulator = await startWorld();
    const TWILIO_PROXY_BASE_URL = `http://127.0.0.1:${await closedPort()}`;
    expect(await report({ ...envOf(emulator), TWILIO_PROXY_BASE_URL })).toEqual([
      'ok options: All options are valid.',
      `fail reachability: Twilio could not be reached. ${CHECK_ADDRESS}`,
    ]);
  });

  it('a Service without a callback', async () => {
    await using emulator = await createEmulator({ seed: world() });
    expect(await problems(envOf(emulator))).toEqual([
      `warn webhook KS${'1'.repeat(32)}: Its callbackUrl is not set, ${CALLBACK}`,
    ]);
  });

  it('a small difference of the clocks, as a warning', async () => {
    await using emulator = await startWorld();
    const date = new Date().toUTCString();
    emulator.control.fault({ path: /Services\?/, headers: { date } });
    const variables = envOf(emulator);
    const { checks } = await examine(variables, () => Date.parse(date) + 20_000);
    expect(checks.find(({ name }) => name === 'clock')).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('differ by 20 seconds.'),
    });
  });

  it('an issuer whose list of keys is empty', async () => {
    await using emulator = await startWorld();
    await using issuer = await startIssuer();
    emulator.control.fault({ path: '/keys', body: { keys: [] } });
    const GATEWAY_JWKS_URL = `${emulator.url}/keys`;
    expect(
      await problems({ ...envOf(emulator), GATEWAY_API_KEYS: '', ...issuer.env, GATEWAY_JWKS_URL }),
    ).toEqual([
      'fail keys: Expected GATEWAY_JWKS_URL to answer with a JWK Set (RFC 7517), but it has no keys, so no token can be verified.',
    ]);
  });

  it('a manifest without a document', async () => {
    await using emulator = await startWorld();
    await using manifest = await writeManifest({ a: 'fragment F on Query { __typename }' });
    expect(await problems({ ...envOf(emulator), ...manifest.env })).toEqual([
      'fail documents: PERSISTED_DOCUMENTS names a file that has the document "a", which has no operation.',
    ]);
  });

  it('many mistakes in one run', async () => {
    await using emulator = await startWorld();
    emulator.control.set({ shortCodes: 404, messageInteractionsGet: 404 });
    emulator.control.fault({ path: /Services\?/, headers: dateAgo(3600) });
    const lines = await problems({
      ...envOf(emulator),
      MAX_DEPTH: 'deep',
      MAX_DEPHT: '9',
      METRICS_PORT: '4000',
      WEBHOOK_URL: 'https://other.example.test/webhooks/proxy',
      PERSISTED_DOCUMENTS: '/no/such/manifest.json',
      REDIS_URL: `redis://127.0.0.1:${await closedPort()}`,
      GATEWAY_AUTH: 'jwt',
      GATEWAY_API_KEYS: '',
      GATEWAY_JWKS_URL: `${emulator.url}/no-keys`,
      GATEWAY_JWT_ISSUER: 'tests',
      GATEWAY_JWT_AUDIENCE: 'gateway',
    });
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'fail options',
      'fail options',
      'warn options',
      'fail clock',
      'warn ShortCodes',
      'warn MessageInteractions',
      `warn webhook KS${'1'.repeat(32)}`,
      'fail documents',
      'fail keys',
      'fail redis',
    ]);
  });

  it('other mistakes when the credentials are incomplete, without a call to another upstream', async () => {
    await using emulator = await startWorld();
    const env = { ...envOf(emulator), TWILIO_AUTH_TOKEN: '' };
    const lines = await problems({ ...env, PERSISTED_DOCUMENTS: '/no/such/manifest.json' });
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'fail options',
      'fail options',
      'warn reachability',
      'fail documents',
    ]);
    expect(emulator.requests).toEqual([]);
  });

  it('an invalid address, without a call to the default one', async () => {
    const lines = await problems({
      TWILIO_PROXY_BASE_URL: 'nowhere',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'token-of-tests',
      GATEWAY_AUTH: 'none',
    });
    expect(lines).toEqual([
      expect.stringMatching(/^fail options: TWILIO_PROXY_BASE_URL: /),
      'warn reachability: Twilio was not checked: correct the options first.',
    ]);
  });
});

describe('doctor and Redis', { skip: skipWithoutRedis }, () => {
  const redisLines = async (REDIS_URL: string) =>
    (await report({ REDIS_URL })).filter((line) => line.includes(' redis:'));

  it('finds a Redis that is down', async () => {
    expect(await redisLines(`redis://127.0.0.1:${await closedPort()}`)).toEqual([
      'fail redis: No connection to Redis: ECONNREFUSED. Check REDIS_URL, DNS and the firewall.',
    ]);
  });

  it('finds a wrong password and a missing one', async () => {
    await using redis = await startRedis(['--requirepass', 'sesame-of-tests'], 'sesame-of-tests');
    expect(await redisLines(redis.url.replace('sesame', 'rosemary'))).toEqual([
      'fail redis: Redis refuses what the gateway needs: WRONGPASS. Check user and password in REDIS_URL.',
    ]);
    expect(await redisLines(`redis://127.0.0.1:${redis.port}`)).toEqual([
      'fail redis: Redis refuses what the gateway needs: NOAUTH. REDIS_URL needs a password.',
    ]);
  });

  it('finds a replica, which cannot be written', async () => {
    await using redis = await startRedis(['--replicaof', '127.0.0.1', String(await closedPort())]);
    expect(await redisLines(redis.url)).toEqual([
      'fail redis: Redis refuses what the gateway needs: READONLY. REDIS_URL must name the primary, not a replica.',
    ]);
  });

  it('finds a user who may not run scripts', async () => {
    await using redis = await startRedis();
    await redis.client.acl('SETUSER', 'weak', 'on', '>weak-of-tests', '~*', '+@all', '-eval');
    expect(await redisLines(`redis://weak:weak-of-tests@127.0.0.1:${redis.port}`)).toEqual([
      expect.stringMatching(/^fail redis: Redis refuses what the gateway needs: NOPERM\. Allow the user/),
    ]);
  });

  it('finds an old version', async () => {
    await using redis = await startOldRedis('6.0.16');
    expect(await redisLines(redis.url)).toEqual([
      'fail redis: Expected Redis 6.2 or newer at REDIS_URL, but got 6.0.16.',
    ]);
  });
});

describe('the command line of doctor', () => {
  async function run(variables: Readonly<Record<string, string>>, ...args: string[]) {
    const lines: string[] = [];
    const code = await runDoctor(args, variables, (line) => lines.push(line));
    return { code, output: lines.join('\n') };
  }

  it('prints one line for each check', async () => {
    expect(await run({})).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^ok {4}options: All options are valid\.\nwarn {2}reachability: Twilio was not checked: .*$/,
      ),
    });
  });

  it('prints JSON, and returns 1 when a check fails', async () => {
    const { code, output } = await run({ MAX_DEPTH: 'deep' }, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual({
      ok: false,
      checks: [
        { name: 'options', status: 'fail', message: expect.stringContaining('MAX_DEPTH') },
        { name: 'reachability', status: 'warn', message: expect.any(String) },
      ],
    });
  });

  it.each([
    [['now'], /Expected no arguments/],
    [['--nope'], /--nope/],
  ])('refuses %j', async (args, message) => {
    await expect(runDoctor(args, {}, () => undefined)).rejects.toThrow(message);
  });
});
