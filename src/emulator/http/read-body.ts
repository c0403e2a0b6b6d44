import type { IncomingMessage } from 'node:http';

/** Reads a body; null when it has more than `maxBytes`. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  done: (body: string | null) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  });
  request.once('end', () => done(size > maxBytes ? null : Buffer.concat(chunks).toString()));
}
