import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startStubGateway } from './stub-gateway.ts';

const ASSET = /\.\/(graphiql\/index-[\w-]+\.js)/;

describe('the files of the explorer page', () => {
  it('are revalidated when it is the page, and cached for a year when their name holds a hash', async () => {
    await using gateway = await startStubGateway({ plan: false });
    const page = await fetch(gateway.url);
    const [, asset = ''] = ASSET.exec(await page.text()) ?? [];
    const script = await fetch(`${gateway.url}/${asset}`);
    await script.body?.cancel();

    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(script.status).toBe(200);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('are not sent again when they did not change', async () => {
    await using gateway = await startStubGateway({ plan: false });
    const { headers } = await fetch(gateway.url, { headers: { 'accept-encoding': 'identity' } });
    // Not with fetch: it adds cache-control: no-cache to a request with its own if-none-match.
    const again = get(gateway.url, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    const [answer] = (await once(again, 'response')) as [IncomingMessage];
    answer.resume();

    expect(answer.statusCode).toBe(304);
  });

  it.each(['br', 'gzip'])('are sent compressed to a browser that accepts %s', async (encoding) => {
    await using gateway = await startStubGateway({ plan: false });
    const [, asset = ''] = ASSET.exec(await (await fetch(gateway.url)).text()) ?? [];
    const script = await fetch(`${gateway.url}/${asset}`, { headers: { 'accept-encoding': encoding } });
    const plain = await fetch(`${gateway.url}/${asset}`, { headers: { 'accept-encoding': 'identity' } });

    expect(script.headers.get('content-encoding')).toBe(encoding);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('vary')).toContain('accept-encoding');
    expect(Number(script.headers.get('content-length')) * 2).toBeLessThan(
      Number(plain.headers.get('content-length')),
    );
    expect(await script.text()).toBe(await plain.text());
  });

  it('name no other host', async () => {
    await using gateway = await startStubGateway({ plan: false });

    expect(await (await fetch(gateway.url)).text()).not.toMatch(/https?:|\/\/\w/);
  });

  it.each(['graphiql/none.js', 'graphiql/', 'graphiql/..%2f.sources.sha256', '.sources.sha256'])(
    'do not include %s',
    async (path) => {
      await using gateway = await startStubGateway({ plan: false });
      const answer = await fetch(`${gateway.url}/${path}`);

      expect(answer.headers.get('content-type')).toContain('application/json');
      expect([403, 404]).toContain(answer.status);
    },
  );

  it('include the configuration of the page', async () => {
    await using gateway = await startStubGateway({ plan: true });
    const answer = await fetch(`${gateway.url}/graphiql/config.json`);

    expect(await answer.json()).toEqual({ emulated: false, plan: true });
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });
});
