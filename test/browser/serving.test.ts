import { describe, expect, it } from 'vitest';
import { startStubGateway } from './stub-gateway.ts';

const ASSET = /\.\/(graphiql\/index-[\w-]+\.js)/;

describe('the files of the explorer page', () => {
  it('are asked for again when it is the page, and kept for a year when their name holds a hash', async () => {
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

  it('say what the gateway is', async () => {
    await using gateway = await startStubGateway({ plan: true });
    const answer = await fetch(`${gateway.url}/graphiql/config.json`);

    expect(await answer.json()).toEqual({ emulated: false, plan: true });
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });
});
