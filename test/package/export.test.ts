import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { appendFile, chmod, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type Seed } from '../../src/emulator/emulator.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { ask } from '../emulator/client.ts';
import { until } from '../support/manual-clock.ts';
import { type RunningProgram, runProgram } from '../support/program.ts';

const SESSIONS = 45;
const serviceSid = `KS${'7'.repeat(32)}`;
const otherSid = `KS${'8'.repeat(32)}`;
const sessionSid = (position: number) => `KC${String(position).padStart(32, '0')}`;
const sessionPath = (position: number) => `/v1/Services/${serviceSid}/Sessions/${sessionSid(position)}`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Sessions with up to 250 Interactions, half of them created in March. */
const seed: Seed = {
  services: [
    { sid: otherSid, uniqueName: 'other', sessions: [{ uniqueName: 'other' }] },
    {
      sid: serviceSid,
      uniqueName: 'exported',
      sessions: upTo(SESSIONS).map((position) => ({
        sid: sessionSid(position),
        uniqueName: `order-${position}`,
        dateCreated: position % 2 === 0 ? '2026-03-02T00:00:00Z' : '2026-02-01T00:00:00Z',
        participants: [
          { identifier: `+4477009${String(position).padStart(5, '0')}` },
          { identifier: `+4477008${String(position).padStart(5, '0')}` },
        ],
        interactions: upTo(position === 20 ? 250 : position % 4).map((text) => ({
          body: `secret text ${text}`,
          to: text % 2,
        })),
      })),
    },
  ],
};

let emulator: Emulator;
let folder: string;
let out: string;
beforeAll(async () => {
  emulator = await createEmulator();
  folder = await mkdtemp(join(tmpdir(), 'export-'));
});
afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  emulator.control.seed(seed);
  emulator.clearRequests();
  out = join(folder, `${Math.random().toString(36).slice(2)}.jsonl`);
});
afterEach(() => {
  emulator.control.clearFaults();
  emulator.control.releaseHolds();
});

const environment = () => ({
  TWILIO_PROXY_BASE_URL: emulator.url,
  TWILIO_ACCOUNT_SID: emulator.accountSid,
  TWILIO_AUTH_TOKEN: emulator.authToken,
  TWILIO_RATE_LIMIT: 'off',
  // No limit on real time that a slow machine could reach.
  TWILIO_CONNECT_TIMEOUT_MS: '600000',
  TWILIO_ATTEMPT_TIMEOUT_MS: '600000',
});

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningProgram =>
  runProgram(['export', '--service', serviceSid, ...args], { ...environment(), ...env });

/** Runs an export to its end. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  await using program = start(args, env);
  const code = await program.exited;
  return { code, output: program.output() };
}

interface Line {
  readonly id: string;
  readonly sid: string;
  readonly uniqueName: string;
  readonly status: string;
  readonly participants: readonly { readonly sid: string; readonly identifier: string }[];
  readonly interactions: readonly { readonly sid: string; readonly data: string }[];
}

const parse = (text: string): Line[] => {
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
};
const linesOf = (file: string) => parse(readFileSync(file, 'utf8'));

/** All rows of a list of the emulator. */
async function rowsOf(path: string, key: string): Promise<{ readonly sid: string }[]> {
  const rows: { sid: string }[] = [];
  for (let url: string | null = `${path}?PageSize=100`; url !== null;) {
    const { body }: { body: Record<string, never> } = await ask(emulator, 'GET', url);
    rows.push(...(body[key] as unknown as { sid: string }[]));
    url = (body['meta'] as unknown as { next_page_url: string | null }).next_page_url;
  }
  return rows;
}

/** Each Session of the emulator is there once, with all its rows. */
async function expectWhole(lines: readonly Line[], sids = upTo(SESSIONS).map(sessionSid)): Promise<void> {
  expect(lines.map(({ sid }) => sid).toSorted()).toEqual(sids.toSorted());
  const sidsOf = (rows: readonly { sid: string }[]) => rows.map(({ sid }) => sid);
  for (const { sid, participants, interactions } of lines) {
    const path = `/v1/Services/${serviceSid}/Sessions/${sid}`;
    expect(sidsOf(participants)).toEqual(sidsOf(await rowsOf(`${path}/Participants`, 'participants')));
    expect(sidsOf(interactions)).toEqual(sidsOf(await rowsOf(`${path}/Interactions`, 'interactions')));
  }
}

describe('the command export', () => {
  it('writes one line for each Session with all its rows, masked, and says what it has cost', async () => {
    const { code, output } = await run(['--out', out]);
    expect(code).toBe(0);
    const calls = emulator.requests.length;
    expect(output).toBe(
      `Exported ${SESSIONS} Sessions, ${2 * SESSIONS} Participants, 316 Interactions: ${calls} REST calls.\n`,
    );
    // One page of Sessions, two lists each, and two more pages of Interactions of one.
    expect(calls).toBe(1 + 2 * SESSIONS + 2);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const lines = linesOf(out);
    await expectWhole(lines);
    const [line] = lines;
    expect(line).toMatchObject({
      id: `${serviceSid}-${line?.sid ?? ''}`,
      serviceSid,
      status: 'open',
      uniqueName: expect.stringMatching(/^order-/) as string,
      participants: [{ identifier: expect.stringMatching(/^\*\*\*\d{4}$/) as string }, {}],
    });
    const text = readFileSync(out, 'utf8');
    expect(text).not.toMatch(/secret text|\+4477/);
    expect(text).toContain(String.raw`"data":"{\"body\":\"***\"}"`);
  });

  it('writes personal data with --pii', async () => {
    await run(['--out', out, '--pii']);
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('secret text 249');
    expect(text).toContain('"identifier":"+447700900044"');
  });

  it.each([
    ['2026-03-02', 23],
    ['2026-03-02T00:00:01Z', 0],
    ['2026-03-02T01:00:00+01:00', 23],
    ['2026-01-01', SESSIONS],
  ])('leaves out what was created before --since %s', async (since, count) => {
    const { code } = await run(['--out', out, '--since', since]);
    expect(code).toBe(0);
    expect(linesOf(out)).toHaveLength(count);
  });

  it('writes to standard output without --out, and nothing else', async () => {
    const program = start([]);
    let text = '';
    program.child.stdout?.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    expect(await program.exited).toBe(0);
    await expectWhole(parse(text));
  });

  it('works on the embedded emulator', async () => {
    await using program = runProgram(['export', '--service', demo.bigServiceSid, '--out', out], {});
    expect(await program.exited).toBe(0);
    expect(linesOf(out)).toHaveLength(260);
    expect(program.output()).toMatch(/^Exported 260 Sessions, .*: \d+ REST calls\.\n$/);
  });

  it.each<[string, string[], string]>([
    ['no Service', ['export'], '--service'],
    ['another id', ['export', '--service', 'KS1'], '--service'],
    ['a day that does not exist', ['export', '--service', serviceSid, '--since', '2026-02-30'], '--since'],
    ['--resume without --out', ['export', '--service', serviceSid, '--resume'], '--out'],
    ['an unknown flag', ['export', '--service', serviceSid, '--all'], '--all'],
    ['more words', ['export', '--service', serviceSid, 'canary'], 'Expected only options'],
    ['a folder', ['export', '--service', serviceSid, '--resume', '--out', tmpdir()], 'regular file'],
    ['a device', ['export', '--service', serviceSid, '--resume', '--out', '/dev/zero'], 'regular file'],
  ])('is bad usage with %s, and asks nothing', async (_, args, message) => {
    await using program = runProgram(args, environment());
    expect(await program.exited).toBe(2);
    expect(program.output()).toContain(message);
    expect(program.output()).not.toContain('canary');
    expect(emulator.requests).toEqual([]);
  });

  it('fails with 1 for a Service that does not exist, and says so', async () => {
    await using program = runProgram(['export', '--service', `KS${'0'.repeat(32)}`], environment());
    expect(await program.exited).toBe(1);
    expect(program.output()).toContain('Twilio has no Service KS');
    expect(program.output()).toContain('1 REST calls');
  });

  it('fails with 1 when Twilio does, keeps whole lines, and continues', async () => {
    emulator.control.fault({ path: `${sessionPath(30)}/Interactions`, status: 503 });
    const failed = await run(['--out', out]);
    expect(failed.code).toBe(1);
    expect(failed.output).toContain('--resume');
    expect(failed.output).not.toContain(emulator.url);
    linesOf(out);
    emulator.control.clearFaults();
    expect((await run(['--out', out, '--resume'])).code).toBe(0);
    await expectWhole(linesOf(out));
  });

  it('waits as long as a rate limit takes', async () => {
    emulator.control.fault({ path: /Participants/, code: 80621, times: 20 });
    const { code } = await run(['--out', out]);
    expect(code).toBe(0);
    await expectWhole(linesOf(out));
  });
});

describe('an existing file', () => {
  it('is refused without --resume, and stays as it is', async () => {
    await writeFile(out, 'mine');
    expect((await run(['--out', out])).code).toBe(2);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it.each([
    ['text', 'mine\n'],
    ['an export of another Service', `{"id":"${otherSid}-${sessionSid(1)}","participants":[]}\n`],
  ])('that is %s is not continued, and stays as it is', async (_, text) => {
    await writeFile(out, text);
    const { code, output } = await run(['--out', out, '--resume']);
    expect(code).toBe(1);
    expect(output).toContain('not an export of this Service');
    expect(readFileSync(out, 'utf8')).toBe(text);
  });

  it('that is complete gets what came since, and is readable by its owner only', async () => {
    await run(['--out', out]);
    await chmod(out, 0o644);
    const { body } = await ask<{ sid: string }>(emulator, 'POST', `/v1/Services/${serviceSid}/Sessions`, {
      UniqueName: 'new',
    });
    await ask(emulator, 'DELETE', sessionPath(3));
    const { code, output } = await run(['--out', out, '--resume']);
    expect(code).toBe(0);
    expect(output).toContain('Exported 1 Sessions');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const sids = linesOf(out).map(({ sid }) => sid);
    // What was deleted since stays in the export.
    expect(sids.toSorted()).toEqual([...upTo(SESSIONS).map(sessionSid), body.sid].toSorted());
  });

  it('may be cut off anywhere: --resume gives the same Sessions', async () => {
    await run(['--out', out]);
    const whole = await readFile(out);
    const line = whole.indexOf(10) + 1;
    for (const length of [
      0,
      1,
      30,
      line - 1,
      line,
      line + 1,
      whole.length - 1,
      Math.floor(whole.length / 2),
    ]) {
      await truncate(out, 0);
      await appendFile(out, whole.subarray(0, length));
      expect((await run(['--out', out, '--resume'])).code).toBe(0);
      const lines = linesOf(out);
      expect(lines.map(({ sid }) => sid).toSorted()).toEqual(upTo(SESSIONS).map(sessionSid));
    }
    await expectWhole(linesOf(out));
  });
});

describe('an export that is killed', () => {
  /** Where the emulator stops answering, so that the program is there when it is killed. */
  const moments: readonly (readonly [string, RegExp | string, skip: number])[] = [
    ['before the first page', /Sessions\?/, 0],
    ['at the first Participants', /Participants/, 0],
    ['within the first lines', /Interactions/, 3],
    ['in the middle', /Participants/, 22],
    ['within a long line', `${sessionPath(20)}/Interactions`, 1],
    ['at the last page of a long line', `${sessionPath(20)}/Interactions`, 2],
    ['at the last Session', /Interactions/, 44],
  ];

  it.each(moments)('%s continues without a lost or doubled Session', async (_, path, skip) => {
    emulator.control.fault({ path, skip, hang: true });
    {
      await using program = start(['--out', out]);
      await emulator.control.arrived(skip + 1, { path });
      program.child.kill('SIGKILL');
      await program.exited;
    }
    emulator.control.clearFaults();
    const { code } = await run(['--out', out, '--resume']);
    expect(code).toBe(0);
    await expectWhole(linesOf(out));
  });

  it('again and again, as soon as there are more lines, ends with all Sessions', async () => {
    const linesIn = () => (existsSync(out) ? readFileSync(out, 'utf8').split('\n').length - 1 : 0);
    for (let lines = 3; lines < SESSIONS; lines += 9) {
      await using program = start(['--out', out, '--resume'], { TWILIO_MAX_CONCURRENCY: '2' });
      let hasEnded = false;
      void program.exited.then(() => (hasEnded = true));
      await until(() => hasEnded || linesIn() >= lines);
      program.child.kill('SIGKILL');
      await program.exited;
    }
    expect((await run(['--out', out, '--resume'])).code).toBe(0);
    await expectWhole(linesOf(out));
  });

  it('by SIGINT ends with 130, whole lines and the number of calls, and continues', async () => {
    emulator.control.fault({ path: /Interactions/, skip: 20, hang: true });
    {
      await using program = start(['--out', out]);
      await emulator.control.arrived(21, { path: /Interactions/ });
      program.child.kill('SIGINT');
      expect(await program.exited).toBe(130);
      expect(program.output()).toMatch(/: \d+ REST calls\.\nInterrupted\.\n$/);
    }
    linesOf(out);
    emulator.control.clearFaults();
    expect((await run(['--out', out, '--resume'])).code).toBe(0);
    await expectWhole(linesOf(out));
  });
});

describe('rows that come and go during an export', () => {
  it('are left out when they are deleted before they are read, and none is doubled', async () => {
    const hold = emulator.control.hold({ path: /Participants/ });
    await using program = start(['--out', out]);
    await emulator.control.arrived(17, { path: /Participants/ });
    await ask(emulator, 'DELETE', sessionPath(40));
    await ask(emulator, 'POST', `/v1/Services/${serviceSid}/Sessions`, { UniqueName: 'late' });
    hold.release();
    expect(await program.exited).toBe(0);
    const left = upTo(SESSIONS).filter((position) => position !== 40);
    await expectWhole(linesOf(out), left.map(sessionSid));
  });
});

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Runs a shell line in which `export` is the command. */
async function shell(line: string): Promise<{ code: number | null; errors: string }> {
  const command = `"${process.execPath}" "${program}" export --service ${serviceSid}`;
  const child = spawn('bash', ['-c', line.replace('export', command)], {
    env: { PATH: process.env['PATH'], ...environment() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors };
}

// It makes a terminal; without it, on a machine that is no CI, there is none to test on.
const hasScript = existsSync('/usr/bin/script');
describe.runIf(hasScript || process.env['CI'])('on a terminal', () => {
  it('a progress bar shows how many of the listed Sessions are written, and goes', async () => {
    const child = spawn(
      'script',
      [
        '-qec',
        `"${process.execPath}" "${program}" export --service ${serviceSid} --out "${out}"`,
        '/dev/null',
      ],
      {
        env: { PATH: process.env['PATH'], TERM: 'xterm', ...environment() },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(text).toContain(`${SESSIONS} of ${SESSIONS} listed Sessions`);
    expect(text.trimEnd()).toMatch(/Exported 45 Sessions, .*: 93 REST calls\.$/);
    await expectWhole(linesOf(out));
  });
});

describe('an output that fails', () => {
  it('ends the export with 1 when the reader goes', async () => {
    const { code, errors } = await shell('export | head -n 1; exit ${PIPESTATUS[0]}');
    expect(code).toBe(1);
    expect(errors).toContain('The reader of the output has gone.');
  });

  it.runIf(existsSync('/dev/full'))('ends it with 1 when standard output takes no more', async () => {
    const { code, errors } = await shell('export > /dev/full');
    expect(code).toBe(1);
    expect(errors).toContain('ENOSPC');
  });

  it('ends it with 1 when the file cannot grow, keeps whole lines, and continues', async () => {
    // The system refuses to make the file larger than 64 KiB.
    const { code, errors } = await shell(`trap '' XFSZ; ulimit -f 64; export --out ${out}`);
    expect(errors).toContain('EFBIG');
    expect(code).toBe(1);
    expect(linesOf(out).length).toBeGreaterThan(5);
    expect(linesOf(out).length).toBeLessThan(SESSIONS);
    expect((await run(['--out', out, '--resume'])).code).toBe(0);
    await expectWhole(linesOf(out));
  });

  it('ends it with 1 when the folder does not exist', async () => {
    const { code, output } = await run(['--out', join(folder, 'nowhere', 'a.jsonl')]);
    expect(code).toBe(1);
    expect(output).toContain('ENOENT');
  });
});
