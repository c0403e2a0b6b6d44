import type { Config } from '../../config/config.ts';
import { type Caller, createTwilioClient, type TwilioClient } from '../../twilio/client.ts';
import { systemClock } from '../../twilio/clock.ts';
import { isTwilioError, type TwilioError } from '../../twilio/errors.ts';
import { AttemptError, type TwilioResponse } from '../../twilio/http/request.ts';
import { createTransport } from '../../twilio/http/transport.ts';
import type { Page } from '../../twilio/page.ts';
import type { Listable, ModelOf } from '../../twilio/resource.ts';
import { messageInteraction } from '../../twilio/resources/message-interaction.ts';
import { participant } from '../../twilio/resources/participant.ts';
import { type Service, service } from '../../twilio/resources/service.ts';
import { session } from '../../twilio/resources/session.ts';
import { shortCode } from '../../twilio/resources/short-code.ts';
import type { SidPath } from '../../twilio/sid.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { checkCallback } from './check-webhooks.ts';

/** Services that are looked at. */
const MAX_SERVICES = 1000;
/** Sessions in which a Participant is looked for. */
const MAX_SESSIONS = 10;

/** JWTs are accepted within this difference: see `server/auth/jwt.ts`. */
const MAX_SKEW_SECONDS = 30;
const NOTICED_SKEW_SECONDS = 5;

/** No operation makes the calls, and nothing ends them but their time limit. */
const caller: Caller = { signal: new AbortController().signal, onCall: () => undefined };

/** What the checks of Twilio share. Calls are made one after the other. */
interface Twilio {
  readonly list: <R extends Listable>(
    resource: R,
    parent: SidPath,
    pageSize: number,
  ) => Promise<Page<ModelOf<R>>>;
  readonly client: TwilioClient;
}

/** How far the clock of this machine is from that of Twilio, by the `Date` of a response. */
function checkClock({ headers }: TwilioResponse, now: number): Check {
  const at = Date.parse(String(headers['date']));
  if (Number.isNaN(at)) return warn('clock', 'Not checked: the response of Twilio has no Date.');
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const message = `The clock of this machine and that of Twilio differ by ${seconds} seconds.`;
  if (seconds > MAX_SKEW_SECONDS) return fail('clock', `${message} Synchronize it with NTP.`);
  return seconds > NOTICED_SKEW_SECONDS ? warn('clock', message) : ok('clock', message);
}

/** The result of the first call: whether Twilio answers, and takes the credentials. */
function checkAnswer(error: TwilioError | null, isOwn: boolean): readonly Check[] {
  if (error instanceof AttemptError) {
    return [fail('reachability', `${error.message} Check TWILIO_PROXY_BASE_URL, DNS and the firewall.`)];
  }
  if (error && error.kind !== 'auth') {
    return [fail('reachability', `${error.message} Expected the list of Services.`)];
  }
  return [ok('reachability', 'Twilio answers.'), checkCredentials(error, isOwn)];
}

function checkCredentials(refusal: TwilioError | null, isOwn: boolean): Check {
  const name = 'credentials';
  if (!isOwn) return ok(name, 'Not checked: callers send their own (GATEWAY_AUTH=forward).');
  if (refusal === null) return ok(name, 'Twilio accepts them.');
  const options = 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET';
  return fail(name, `Twilio refuses them with status ${refusal.answer?.status ?? 401}. Check ${options}.`);
}

/** Whether the error says that Twilio has discontinued a list whose parent exists. */
const isRetired = (error: unknown): boolean =>
  isTwilioError(error, 'not-found') || (isTwilioError(error) && error.answer?.status === 405);

/** The path of a Participant of these Services; null when a short search finds none. */
async function findParticipant({ list }: Twilio, services: readonly Service[]): Promise<SidPath | null> {
  let left = MAX_SESSIONS;
  for (const { sid } of services.slice(0, MAX_SESSIONS)) {
    const { rows } = await list(session, [sid], left);
    for (const row of rows.slice(0, left)) {
      left -= 1;
      const { rows: found } = await list(participant, [sid, row.sid], 1);
      const [first] = found;
      if (first) return [sid, row.sid, first.sid];
    }
    if (left === 0) break;
  }
  return null;
}

/** Reads one list that Twilio has discontinued for some accounts. */
async function checkRetired(
  twilio: Twilio,
  resource: Listable,
  parent: SidPath | null,
  without: string,
): Promise<Check> {
  const name = resource.segment;
  if (parent === null) return ok(name, 'Not checked: there is nothing to read them of.');
  try {
    await twilio.list(resource, parent, 1);
    return ok(name, 'Twilio serves them.');
  } catch (error) {
    if (isRetired(error)) return warn(name, `Twilio has retired them for this account: ${without}`);
    throw error;
  }
}

async function allServices({ client }: Twilio, first: Page<Service>): Promise<readonly Service[]> {
  const services = [...first.rows];
  let { next } = first;
  while (next !== null && services.length < MAX_SERVICES) {
    const page = await client.list(service, [], { pageSize: 100, ...next }, caller);
    services.push(...page.rows);
    ({ next } = page);
  }
  return services;
}

async function checkServices(
  twilio: Twilio,
  first: Page<Service>,
  config: Config,
): Promise<readonly Check[]> {
  const services = await allServices(twilio, first);
  const [any] = services;
  return [
    await checkRetired(
      twilio,
      shortCode,
      any ? [any.sid] : null,
      '`shortCodes` is null with the code UPSTREAM_REJECTED.',
    ),
    await checkRetired(
      twilio,
      messageInteraction,
      await findParticipant(twilio, services),
      '`messageInteractions` is read from the Interactions of the Session.',
    ),
    ...services.map((each) => checkCallback(each, config)),
  ];
}

/**
 * Checks with a few reads whether Twilio answers, takes the credentials and serves all endpoints, and whether the Services call
 * the gateway. Writes nothing.
 *
 * @param now milliseconds since the epoch
 */
export async function checkTwilio(config: Config, now: () => number): Promise<readonly Check[]> {
  const { upstream } = config;
  if (upstream.kind === 'emulator') {
    return [
      warn(
        'reachability',
        'Not checked: the upstream is the emulator with demo data. Set the credentials of Twilio.',
      ),
    ];
  }
  const transport = createTransport(config.baseUrl, config, systemClock);
  const checks: Check[] = [];
  const client = createTwilioClient({
    send: transport.send,
    credentials: upstream.credentials ?? { username: '', password: '' },
    onResponse(_, response) {
      if (!checks.some(({ name }) => name === 'clock')) checks.push(checkClock(response, now()));
    },
    reportUnreadable: () => undefined,
    wallNow: now,
  });
  const list: Twilio['list'] = (resource, parent, pageSize) =>
    client.list(resource, parent, { pageSize }, caller);
  const isOwn = upstream.credentials !== null;
  try {
    const first = await list(service, [], 100);
    checks.unshift(...checkAnswer(null, isOwn));
    checks.push(...(await checkServices({ list, client }, first, config)));
  } catch (error) {
    if (!isTwilioError(error)) throw error;
    const isFirst = !checks.some(({ name }) => name === 'reachability');
    if (isFirst) checks.unshift(...checkAnswer(error, isOwn));
    else checks.push(fail('endpoints', `${error.message} The other endpoints were not checked.`));
  } finally {
    await transport.close();
  }
  return checks;
}
