import type { Config } from '../../config/config.ts';
import { loadRedis, RedisConnection, RedisError } from '../../redis/connection.ts';
import { type Check, fail, ok } from './check.ts';

const name = 'redis';

/** The oldest version with all commands that the gateway sends. */
const OLDEST = [6, 2] as const;

/** What to do, by the reason of a RedisError. */
const ADVICE: Readonly<Record<string, string>> = {
  NOAUTH: 'REDIS_URL needs a password.',
  WRONGPASS: 'Check user and password in REDIS_URL.',
  NOPERM: 'Allow the user in REDIS_URL scripts, INFO and all keys that start with REDIS_PREFIX.',
  READONLY: 'REDIS_URL must name the primary, not a replica.',
  OOM: 'Redis has no memory left for writes.',
};

const refusal = (reason: string): Check =>
  fail(name, `Redis refuses what the gateway needs: ${reason}. ${ADVICE[reason] ?? 'Its log may say why.'}`);

function checkVersion(info: string): Check {
  const [, version = ''] = /^redis_version:([\d.]{1,20})/m.exec(info) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (isOld)
    return fail(
      name,
      `Expected Redis ${OLDEST.join('.')} or newer at REDIS_URL, but got ${version || 'no version'}.`,
    );
  return ok(name, `Redis ${version} answers, runs scripts and can be written.`);
}

/** Connects to REDIS_URL as the gateway does, and runs a script that writes a key which expires after a second. */
export async function checkRedis({ redis }: Config): Promise<readonly Check[]> {
  if (redis === null) return [];
  const Client = await loadRedis();
  if (!Client)
    return [
      fail(name, 'REDIS_URL requires the package ioredis, which is not installed. Run: npm install ioredis'),
    ];
  const connection = new RedisConnection(Client, { url: redis.url, timeoutMs: 2000 });
  try {
    await connection.connect();
    const { state } = connection;
    if (!state.isReady) {
      const { reason } = state;
      if (reason in ADVICE) return [refusal(reason)];
      return [fail(name, `No connection to Redis: ${reason}. Check REDIS_URL, DNS and the firewall.`)];
    }
    const script = "redis.call('SET', KEYS[1], '1', 'PX', 1000)";
    await connection.ask((client) => client.eval(script, 1, `${redis.prefix}:doctor`));
    return [checkVersion(await connection.ask((client) => client.info('server')))];
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return [refusal(error.reason)];
  } finally {
    connection.close();
  }
}
