import { problemsOfCallers } from './callers.ts';
import { type Environment, isLoopback } from './environment.ts';

/** Twilio's credentials out of the environment; an API key comes before the auth token. Null when no pair is whole. */
export function credentialsIn(env: Environment): { username: string; password: string } | null {
  const pairs = [
    [env.TWILIO_API_KEY, env.TWILIO_API_SECRET],
    [env.TWILIO_ACCOUNT_SID, env.TWILIO_AUTH_TOKEN],
  ] as const;
  for (const [username, password] of pairs) {
    if (username !== undefined && password !== undefined) return { username, password };
  }
  return null;
}

/**
 * Whether the embedded emulator is the upstream: when `EMULATOR` says so, else when nothing leads to Twilio, neither
 * credentials nor an address.
 */
export function isEmulated(env: Environment, isAddressed: boolean): boolean {
  if (env.EMULATOR !== 'auto') return env.EMULATOR === 'on';
  return credentialsIn(env) === null && !isAddressed;
}

function problemsOfUpstream(env: Environment, isAddressed: boolean): (string | null)[] {
  if (env.EMULATOR === 'on') return [];
  const holds = credentialsIn(env) !== null;
  const hasHalfKey = env.TWILIO_API_KEY !== undefined || env.TWILIO_API_SECRET !== undefined;
  const hasHalfPair = env.TWILIO_ACCOUNT_SID !== undefined || env.TWILIO_AUTH_TOKEN !== undefined;
  if (!holds && hasHalfKey) return ['TWILIO_API_KEY and TWILIO_API_SECRET go together: set both or neither.'];
  if (!holds && hasHalfPair) {
    return ['TWILIO_ACCOUNT_SID goes with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET.'];
  }
  return [
    !holds && isAddressed && env.GATEWAY_AUTH !== 'forward'
      ? 'TWILIO_PROXY_BASE_URL names an upstream, so it needs its credentials. Set them as well.'
      : null,
    !holds && !isAddressed && env.EMULATOR === 'off' && env.GATEWAY_AUTH !== 'forward'
      ? 'Twilio is the upstream, so the gateway needs its credentials. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or ' +
        'TWILIO_API_KEY and TWILIO_API_SECRET, or GATEWAY_AUTH=forward for callers with credentials of their own, or ' +
        'EMULATOR=on to have demo data.'
      : null,
    holds && env.GATEWAY_AUTH === undefined
      ? 'The gateway holds Twilio credentials, so it has to be told who may use it. Set GATEWAY_AUTH=api-key, jwt or ' +
        'forward, or GATEWAY_AUTH=none to let everybody on this machine use it.'
      : null,
  ];
}

function problemsOfListeners(env: Environment): (string | null)[] {
  const isOpen = (env.GATEWAY_AUTH ?? 'none') === 'none';
  return [
    isOpen && env.GATEWAY_ALLOW_OPEN !== 'on' && !isLoopback(env.HOST)
      ? 'Without authentication of callers the gateway listens on loopback only. Set HOST=127.0.0.1, or GATEWAY_AUTH to ' +
        'api-key, jwt or forward, or GATEWAY_ALLOW_OPEN=on to let everybody in who can reach it.'
      : null,
    env.METRICS_PORT === env.PORT && env.PORT !== 0
      ? 'METRICS_PORT has to be another port than PORT. Leave METRICS_PORT out to have /metrics on PORT.'
      : null,
  ];
}

/** What is wrong with options together that are right by themselves, in sentences that say what to do. */
export function problemsOf(
  env: Environment,
  present: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const isAddressed = present['TWILIO_PROXY_BASE_URL'] !== undefined;
  return [
    ...problemsOfUpstream(env, isAddressed),
    ...problemsOfCallers(env),
    ...problemsOfListeners(env),
  ].filter((problem) => problem !== null);
}
