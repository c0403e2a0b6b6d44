/** The reference for p50: the hand-written client behind a plain `node:http` server that answers JSON. */
import { createServer } from 'node:http';
import { createHandClient } from './hand.mjs';

const { PORT = '0', UPSTREAM = '' } = process.env;
const client = createHandClient(UPSTREAM);

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  const answer = (/** @type {number} */ status, /** @type {object} */ body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  };
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method !== 'POST') return answer(404, {});
    const { workload, variables, place } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    client[workload]?.(variables, place).then(
      (result) => answer(200, result),
      (error) => answer(502, { error: String(error) }),
    );
  });
}).listen(Number(PORT), '127.0.0.1');
