import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';

/**
 * Sends many operations at once, each over a connection of its own, and tells how each ended and what the target held
 * meanwhile. Every operation is answered in some way, or this fails.
 *
 * @param {Awaited<ReturnType<import('./processes.mjs').startTarget>>} running
 * @param {readonly string[]} bodies one for each operation
 */
export async function crowd(running, bodies) {
  const clients = bodies.map(() => new Client(running.url, { headersTimeout: 0, bodyTimeout: 0 }));
  const before = (await running.usage()).rss;
  let most = before;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      most = Math.max(most, (await running.usage()).rss);
      await sleep(50);
    }
  };
  const watching = watch();
  const began = performance.now();
  const outcomes = await Promise.all(
    clients.map(async (client, index) => {
      const answer = await client.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: bodies[index] ?? '',
      });
      const { errors = [] } = /** @type {{ errors?: { extensions: { code: string } }[] }} */ (
        await answer.body.json()
      );
      return { code: errors[0]?.extensions.code ?? 'in full', afterMs: performance.now() - began };
    }),
  );
  isOver = true;
  await watching;
  await Promise.all(clients.map((client) => client.destroy()));
  /** @type {Map<string, number>} */
  const ends = new Map();
  for (const { code } of outcomes) ends.set(code, (ends.get(code) ?? 0) + 1);
  return { before, most, ends, latestMs: Math.max(...outcomes.map(({ afterMs }) => afterMs)) };
}
