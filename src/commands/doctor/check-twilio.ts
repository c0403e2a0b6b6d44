import type { Config } from '../../config/config.ts';
import { createTwilioClient } from '../../twilio/client.ts';
import { systemClock } from '../../twilio/clock.ts';
import { isTwilioError, type TwilioError } from '../../twilio/errors.ts';
import { AttemptError, type TwilioResponse } from '../../twilio/http/request.ts';
import { createTransport } from '../../twilio/http/transport.ts';
import { type Check, fail, ok, warn } from './check.ts';
import { checkServices, firstServices } from './check-services.ts';

/** JWTs are accepted within this difference: see `server/auth/jwt.ts`. */
const MAX_SKEW_SECONDS = 30;
const NOTICED_SKEW_SECONDS = 5;

/** How far the clock of this machine is from that of Twilio, by the `Date` of a response. */
function checkClock({ headers }: TwilioResponse, now: number): Check {
  const name = 'clock';
  const at = Date.parse(String(headers['date']));
  if (Number.isNaN(at)) return warn(name, 'Not checked: the response of Twilio has no Date.');
  const seconds = Math.round(Math.abs(now - at) / 1000);
  if (seconds <= NOTICED_SKEW_SECONDS) return ok(name, 'The clocks of this machine and of Twilio agree.');
  const message = `The clocks of this machine and of Twilio differ by ${seconds} seconds. Synchronize this one by NTP.`;
  return seconds > MAX_SKEW_SECONDS ? fail(name, message) : warn(name, message);
}

function checkCredentials(refusal: TwilioError | null, isOwn: boolean): Check {
  const name = 'credentials';
  if (!isOwn) return ok(name, 'Not checked: callers send their own (GATEWAY_AUTH=forward).');
  if (refusal === null) return ok(name, 'Twilio accepts them.');
  const options = 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET';
  return fail(name, `Twilio refuses them with status ${refusal.answer?.status ?? 401}. Check ${options}.`);
}

/** The result of the first call: whether Twilio answers as the API does, and accepts the credentials. */
function checkAnswer(error: TwilioError | null, isOwn: boolean): readonly Check[] {
  const name = 'reachability';
  if (error === null || error.kind === 'auth')
    return [ok(name, 'Twilio answers.'), checkCredentials(error, isOwn)];
  if (error instanceof AttemptError)
    return [fail(name, `${error.message} Check TWILIO_PROXY_BASE_URL, DNS and the firewall.`)];
  const isTemporary = error.kind === 'unavailable' || error.kind === 'rate-limited';
  const advice = isTemporary ? 'Run the command again later.' : 'Check TWILIO_PROXY_BASE_URL.';
  return [fail(name, `Expected the list of Services. ${error.message} ${advice}`)];
}

const notChecked = (why: string) => [warn('reachability', `Twilio was not checked: ${why}`)];

/**
 * Checks with a few reads whether Twilio answers, accepts the credentials and serves all endpoints, and whether the Services
 * call the gateway. Writes nothing.
 *
 * @param isKnown whether the options say which upstream that is
 * @param now milliseconds since the epoch
 */
export async function checkTwilio(
  config: Config,
  isKnown: boolean,
  now: () => number,
): Promise<readonly Check[]> {
  const { upstream } = config;
  if (!isKnown) return notChecked('correct the options first.');
  if (upstream.kind === 'emulator')
    return notChecked(
      'the upstream is the emulator with demo data. Set the credentials of Twilio to use Twilio.',
    );
  const transport = createTransport(config.baseUrl, config, systemClock);
  const clock: Check[] = [];
  const client = createTwilioClient({
    send: transport.send,
    credentials: upstream.credentials ?? { username: '', password: '' },
    onResponse(_, response) {
      if (clock.length === 0) clock.push(checkClock(response, now()));
    },
    reportUnreadable: () => undefined,
    wallNow: now,
  });
  const isOwn = upstream.credentials !== null;
  try {
    const first = await firstServices(client);
    return [...checkAnswer(null, isOwn), ...clock, ...(await checkServices(client, first, config))];
  } catch (error) {
    if (!isTwilioError(error)) throw error;
    return [...checkAnswer(error, isOwn), ...clock];
  } finally {
    await transport.close();
  }
}
