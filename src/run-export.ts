import { setMaxListeners } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { type Config, environmentWith, readConfig } from './config/config.ts';
import { type ExportArguments, readExportArguments } from './commands/export/arguments.ts';
import { usageError } from './commands/flags.ts';
import { ConfigError } from './config/options.ts';
import { ExportedSessions, ForeignFileError, readExported } from './commands/export/exported-sessions.ts';
import { type ExportCounts, exportSessions } from './commands/export/export-sessions.ts';
import { createFile, type Output, OutputError, reopenFile, streamOutput } from './commands/export/output.ts';
import { openProgress } from './commands/export/progress.ts';
import { rowFormat } from './commands/export/row.ts';
import { describeError } from './observability/logger.ts';
import { systemClock as clock } from './twilio/clock.ts';
import { createTwilioClient, type Credentials } from './twilio/client.ts';
import { TwilioError } from './twilio/errors.ts';
import { createHttpPipeline } from './twilio/http/pipeline.ts';
import { fixedQuota, limitOf } from './twilio/http/rate-limiter/quota.ts';
import { createTransport } from './twilio/http/transport.ts';
import { openUpstream } from './upstream.ts';

/** The exit codes of `export`. Bad usage is 2. */
const DONE = 0;
const FAILED = 1;
const INTERRUPTED = 130;

/** The options of the listener and of its callers: they have no effect on an export. */
const OF_THE_LISTENER = {
  HOST: '',
  METRICS_PORT: '',
  WEBHOOK_URL: '',
  GATEWAY_AUTH: 'none',
  GATEWAY_API_KEYS: '',
  GATEWAY_API_KEYS_FILE: '',
  GATEWAY_JWKS_URL: '',
  GATEWAY_JWT_ISSUER: '',
  GATEWAY_JWT_AUDIENCE: '',
};

/** Only this export uses its embedded emulator, so it takes any free port. */
const readOptions = (): Config =>
  readConfig(
    environmentWith({
      ...OF_THE_LISTENER,
      EMULATOR_PORT: '0',
      EMULATOR_WEBHOOKS: 'off',
      EMULATOR_TRAFFIC: 'off',
    }),
  );

const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Whether there is a file. Throws ConfigError for anything but a regular file. */
async function isThere(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isFile()) return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  throw usageError('Expected --out to name a regular file.');
}

interface Target {
  readonly output: Output;
  readonly exported: ExportedSessions;
}

/** Opens the output. Throws ConfigError when the file exists, unless it is to be continued. */
async function openTarget(command: ExportArguments, signal: AbortSignal): Promise<Target> {
  const { out, resume, serviceSid } = command;
  if (out === null) return { output: streamOutput(process.stdout, signal), exported: new ExportedSessions() };
  if (!(await isThere(out))) {
    return { output: await createFile(out), exported: new ExportedSessions() };
  }
  if (!resume) {
    throw usageError('The file of --out exists already. Use --resume to continue it, or name another one.');
  }
  const { exported, bytes } = await readExported(out, serviceSid);
  return { output: await reopenFile(out, bytes), exported };
}

/** A message without addresses, values or texts of libraries. */
function explain(error: unknown, { out, serviceSid }: ExportArguments): string {
  const again = out === null ? '' : ' Run the command again with --resume to continue.';
  if (error instanceof OutputError) {
    if (error.code === 'EPIPE') return 'The reader of the output has gone.';
    return `The output cannot be written (${error.code}).${again}`;
  }
  if (error instanceof ForeignFileError) return `${error.message} Name another one.`;
  if (error instanceof TwilioError) {
    if (error.kind === 'not-found') return `Twilio has no Service ${serviceSid}.`;
    return `The export has failed. ${error.message}${again}`;
  }
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code))
    return `The file of --out cannot be used (${code}).`;
  return `Unexpected error: ${JSON.stringify(describeError(error))}`;
}

const summary = ({ sessions, participants, interactions }: ExportCounts, before: number, calls: number) =>
  `Exported ${sessions} Sessions, ${participants} Participants, ${interactions} Interactions` +
  `${before > 0 ? ` (${before} Sessions were there)` : ''}: ${calls} REST calls.`;

/** Aborted by the first SIGINT or SIGTERM. The second one ends the process at once. */
function interruption(): AbortController {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort('The export was interrupted.');
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller;
}

/** A client that waits for its turn as long as it takes: no call has a deadline. */
function openClient(config: Config, baseUrl: URL, credentials: Credentials) {
  const pipeline = createHttpPipeline({
    transport: createTransport(baseUrl, config, clock),
    limits: config,
    quota: fixedQuota(limitOf(config.quotaShare), config.replicas),
    clock,
    wallNow: Date.now,
    random: Math.random,
    onDetached: () => undefined,
    onBreaker: () => undefined,
    observer: { onAttempt: () => undefined, onWaited: () => undefined, onRefused: () => undefined },
    startSpan: () => null,
  });
  const client = createTwilioClient({
    send: pipeline.send,
    credentials,
    onResponse: () => undefined,
    reportUnreadable: () => undefined,
    wallNow: Date.now,
  });
  return { client, close: () => pipeline.close() };
}

/**
 * Exports the Sessions of a Service as JSON Lines. Returns the exit code.
 *
 * @throws ConfigError for a wrong command line, for invalid options, and for a file that exists or is none
 */
export async function runExport(args: readonly string[]): Promise<number> {
  const command = readExportArguments(args);
  const config = readOptions();
  const interrupted = interruption();
  process.stderr.on('error', () => undefined);
  const { baseUrl, credentials, emulator } = await openUpstream(config, false);
  const { client, close } = openClient(config, baseUrl, credentials ?? { username: '', password: '' });
  const ended = new AbortController();
  const { signal } = ended;
  // Each call in flight listens to it.
  setMaxListeners(0, signal);
  interrupted.signal.addEventListener('abort', () => ended.abort(interrupted.signal.reason), { once: true });
  const counts: ExportCounts = { sessions: 0, participants: 0, interactions: 0, listed: 0 };
  let calls = 0;
  let code = DONE;
  try {
    const { output, exported } = await openTarget(command, signal);
    const before = exported.size;
    const progress = await openProgress(process.stderr);
    const onCall = () => void (calls += 1);
    const caller = { operation: { requestId: 'export' }, onCall, signal };
    try {
      await exportSessions({
        reader: { client, caller, pageSize: config.pageSizeMax },
        serviceSid: command.serviceSid,
        since: command.since,
        exported,
        format: rowFormat(command.pii),
        output,
        counts,
        onProgress: () => progress.update(counts, calls),
      });
      await output.close();
    } catch (error) {
      await output.discardLine();
      // Twilio has no such Service, for example, and the next command has another SID.
      if (command.out !== null && before + counts.sessions === 0) await rm(command.out, { force: true });
      throw error;
    } finally {
      progress.stop();
      complain(summary(counts, before, calls));
    }
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    code = interrupted.signal.aborted ? INTERRUPTED : FAILED;
    complain(code === INTERRUPTED ? 'Interrupted.' : explain(error, command));
  } finally {
    ended.abort('The export has ended.');
    await close();
    await emulator?.stop();
  }
  return code;
}
