import { expect, it } from 'vitest';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway } from '../../support/gateway.ts';

/** The scheme and host of each refused origin in the log, after requests of pages of these origins. */
async function loggedOrigins(
  origins: (url: string) => readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<unknown[]> {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  await using test = await startGateway({ logger, env });
  for (const origin of origins(test.gateway.url)) {
    await test.query('{ __typename }', {}, { origin });
  }
  const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return logged
    .filter(({ msg }) => String(msg).includes('CORS_ORIGINS'))
    .map(({ level, scheme, host }) => [level, scheme, host]);
}

it('logs each refused origin once, at warn', async () => {
  const refused = ['http://localhost:3000', 'https://app.example.com', 'http://localhost:3000', 'null'];
  expect(await loggedOrigins(() => refused)).toEqual([
    [40, 'http', 'localhost:3000'],
    [40, 'https', 'app.example.com'],
    [40, 'null', undefined],
  ]);
});

it('logs a preflight request of a refused origin', async () => {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(line) });
  await using test = await startGateway({ logger, env: { CORS_ORIGINS: 'https://app.example.com' } });
  const headers = { origin: 'https://other.example.com', 'access-control-request-method': 'POST' };
  await fetch(`${test.gateway.url}/graphql`, { method: 'OPTIONS', headers });
  expect(lines.join()).toContain('other.example.com');
});

it('logs neither allowed origins nor the pages of the gateway', async () => {
  const env = { CORS_ORIGINS: 'https://app.example.com' };
  expect(await loggedOrigins((url) => ['https://app.example.com', url], env)).toEqual([]);
});

it('logs at most 100 origins, and nothing that is not an origin', async () => {
  const many = Array.from({ length: 150 }, (_, index) => `https://${index}.example.com`);
  const logged = await loggedOrigins(() => ['https://a b', 'canary', 'https://a/path', ...many]);
  expect(logged).toHaveLength(100);
  expect(logged[0]).toEqual([40, 'https', '0.example.com']);
});
