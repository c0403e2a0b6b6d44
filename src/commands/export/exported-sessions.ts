import { createReadStream } from 'node:fs';
import { toGlobalId } from '../../graphql/global-id.ts';
import { parseSidPath } from '../../twilio/path.ts';
import type { SidPath } from '../../twilio/resource.ts';
import { session } from '../../twilio/resources/session.ts';

/** The start of a line: `{"id":"KS…-KC…",`. */
const LINE_START = /^\{"id":"([\w-]+)",/;
const LINE_START_LENGTH = 100;

/** The Sessions that are exported already. It needs about 100 bytes for each. */
export class ExportedSessions {
  readonly #sids = new Set<string>();

  has(path: SidPath): boolean {
    return this.#sids.has(packed(path));
  }

  add(path: SidPath): void {
    this.#sids.add(packed(path));
  }

  get size(): number {
    return this.#sids.size;
  }
}

/** The digits of the last SID in 16 characters: half of the memory. */
const packed = (path: SidPath) => Buffer.from((path.at(-1) ?? '').slice(2), 'hex').toString('latin1');

/** A file that is no export of that Service. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
}

/**
 * Reads the Sessions of an export, and how many bytes its complete lines have: what follows was cut off when it was written.
 * Only the start of each line is kept, because lines have any length.
 *
 * @throws ForeignFileError for a line that is not of that Service
 */
export async function readExported(
  file: string,
  serviceSid: string,
): Promise<{ readonly exported: ExportedSessions; readonly bytes: number }> {
  const exported = new ExportedSessions();
  let bytes = 0;
  let read = 0;
  let start = '';
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      start += chunk.toString('latin1', from, Math.min(end, from + LINE_START_LENGTH));
      const id = LINE_START.exec(start)?.[1] ?? '';
      const path = parseSidPath(session, id.split('-'));
      if (path?.[0] !== serviceSid || toGlobalId(path) !== id) {
        throw new ForeignFileError('The file is not an export of this Service.');
      }
      exported.add(path);
      start = '';
      from = end + 1;
      bytes = read + from;
    }
    if (start.length < LINE_START_LENGTH) {
      start += chunk.toString('latin1', from, Math.min(chunk.length, from + LINE_START_LENGTH));
    }
    read += chunk.length;
  }
  return { exported, bytes };
}
