import type { Environment } from './environment.ts';
import { isLoopback } from './forms.ts';

/** Twilio's credentials; an API key comes before the auth token. Null when no pair is complete. */
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

/** Whether the embedded emulator is the upstream. */
export function isEmulated(env: Environment): boolean {
  if (env.EMULATOR !== 'auto') return env.EMULATOR === 'on';
  return credentialsIn(env) === null && env.TWILIO_PROXY_BASE_URL === undefined;
}

/** Whether only one of two values is set. */
const isHalf = (one: unknown, other: unknown) => (one === undefined) !== (other === undefined);

function checkUpstream(env: Environment, isAuthenticated: boolean): string[] {
  if (env.EMULATOR === 'on') return [];
  if (credentialsIn(env) !== null) {
    if (isAuthenticated || env.GATEWAY_AUTH !== undefined) return [];
    return [
      'Twilio credentials are set, so GATEWAY_AUTH is required. Set GATEWAY_AUTH=api-key, jwt or forward, or ' +
        'GATEWAY_AUTH=none to allow every caller on this machine.',
    ];
  }
  if (isHalf(env.TWILIO_API_KEY, env.TWILIO_API_SECRET)) {
    return ['TWILIO_API_KEY and TWILIO_API_SECRET go together. Set both or neither.'];
  }
  if (isHalf(env.TWILIO_ACCOUNT_SID, env.TWILIO_AUTH_TOKEN)) {
    return [
      'TWILIO_ACCOUNT_SID goes with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_SECRET. Set both or neither.',
    ];
  }
  if (env.GATEWAY_AUTH === 'forward') return [];
  if (env.TWILIO_PROXY_BASE_URL !== undefined) {
    return ['TWILIO_PROXY_BASE_URL is set, so its credentials are required. Set them as well.'];
  }
  if (env.EMULATOR === 'auto') return [];
  return [
    'Twilio is the upstream, so its credentials are required. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or ' +
      'TWILIO_API_KEY and TWILIO_API_SECRET, or GATEWAY_AUTH=forward for callers with credentials of their own, or ' +
      'EMULATOR=on for demo data.',
  ];
}

/** The options that each mode of `GATEWAY_AUTH` requires. The other modes refuse them, because they would protect nothing. */
const requiredBy = {
  'api-key': ['GATEWAY_API_KEYS'],
  jwt: ['GATEWAY_JWKS_URL', 'GATEWAY_JWT_ISSUER', 'GATEWAY_JWT_AUDIENCE'],
} as const;

const isSet = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined);

function checkAuth(env: Environment, isAuthenticated: boolean): string[] {
  if (isAuthenticated && env.GATEWAY_AUTH !== undefined) {
    return ['GATEWAY_AUTH has no effect with the option "authenticate". Remove one of them.'];
  }
  return Object.entries(requiredBy).flatMap(([mode, names]) =>
    names.flatMap((name) => {
      if (isSet(env[name]) === (mode === env.GATEWAY_AUTH)) return [];
      return isSet(env[name])
        ? [`${name} has no effect without GATEWAY_AUTH=${mode}. Set that, or remove ${name}.`]
        : [`GATEWAY_AUTH=${mode} requires ${name}. Set it.`];
    }),
  );
}

function checkListeners(env: Environment, isAuthenticated: boolean): string[] {
  const problems: string[] = [];
  if (
    !isAuthenticated &&
    (env.GATEWAY_AUTH ?? 'none') === 'none' &&
    !env.GATEWAY_ALLOW_OPEN &&
    !isLoopback(env.HOST)
  ) {
    problems.push(
      'Without authentication the gateway listens on loopback only. Set HOST=127.0.0.1, or GATEWAY_AUTH to api-key, jwt ' +
        'or forward, or GATEWAY_ALLOW_OPEN=on to allow every caller that can reach it.',
    );
  }
  if (env.METRICS_PORT === env.PORT && env.PORT !== 0) {
    problems.push('METRICS_PORT must differ from PORT. Remove METRICS_PORT to serve /metrics on PORT.');
  }
  return problems;
}

function checkWebhooks(env: Environment): string[] {
  const isTokenKnown = env.WEBHOOK_AUTH_TOKEN !== undefined || env.TWILIO_AUTH_TOKEN !== undefined;
  if (env.WEBHOOK_URL === undefined || isEmulated(env) || isTokenKnown) return [];
  return [
    'WEBHOOK_URL is set, so WEBHOOK_AUTH_TOKEN is required: Twilio signs webhooks with the primary auth token of the account.',
  ];
}

function checkTrustedDocuments(env: Environment): string[] {
  if (!env.PERSISTED_ONLY || env.PERSISTED_DOCUMENTS !== undefined) return [];
  return ['PERSISTED_ONLY=on requires PERSISTED_DOCUMENTS. Set it to the file of the manifest.'];
}

/**
 * Problems of combinations of options, as sentences that name the solution.
 *
 * @param isAuthenticated whether a program authenticates callers itself
 */
export function checkTogether(env: Environment, isAuthenticated: boolean): string[] {
  return [
    ...checkUpstream(env, isAuthenticated),
    ...checkAuth(env, isAuthenticated),
    ...checkListeners(env, isAuthenticated),
    ...checkTrustedDocuments(env),
    ...checkWebhooks(env),
  ];
}
