/**
 * The fake upstream, a process of its own: as fast as `node:http` gets, with answers that were rendered before. It checks
 * credentials, waits the latency it was told, and counts calls and how many were under way at once.
 *
 * Messages of the parent: `{ reset: latencyMs }` and `{ read: true }`; each is answered with the counts.
 */
import { createServer } from 'node:http';
import { ACCOUNT_SID, AUTH_TOKEN, render } from './world.mjs';

const AUTHORIZATION = `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}`;
const NOT_FOUND = Buffer.from(
  '{"code":20404,"message":"not found","more_info":"https://www.twilio.com/docs/errors/20404","status":404}',
);
const UNAUTHORIZED = Buffer.from(
  '{"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}',
);

/** Rendered at the first call; the warm-up makes those calls. @type {Map<string, Buffer | null>} */
const rendered = new Map();
let latencyMs = 0;
let counts = { calls: 0, failed: 0, most: 0 };
let underWay = 0;

/** @param {string} address */
function bodyAt(address) {
  let body = rendered.get(address);
  if (body === undefined) {
    const text = render(address);
    body = text === null ? null : Buffer.from(text);
    rendered.set(address, body);
  }
  return body;
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const isKnown = request.headers.authorization === AUTHORIZATION;
  const body = isKnown && request.method === 'GET' ? bodyAt(request.url ?? '') : null;
  const status = body ? 200 : isKnown ? 404 : 401;
  counts.calls += 1;
  if (!body) counts.failed += 1;
  underWay += 1;
  if (underWay > counts.most) counts.most = underWay;
  response.once('close', () => (underWay -= 1));
  const bytes = body ?? (isKnown ? NOT_FOUND : UNAUTHORIZED);
  const answer = () => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      'twilio-request-id': 'RQ00000000000000000000000000000000',
    });
    response.end(bytes);
  };
  if (latencyMs > 0) setTimeout(answer, latencyMs);
  else answer();
});

process.on('message', (/** @type {{ reset?: number }} */ message) => {
  process.send?.({ ...counts, underWay });
  if (message.reset === undefined) return;
  latencyMs = message.reset;
  counts = { calls: 0, failed: 0, most: 0 };
});

server.listen(0, '127.0.0.1', () => {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.({ url: `http://127.0.0.1:${address.port}` });
});
process.on('disconnect', () => process.exit(0));
