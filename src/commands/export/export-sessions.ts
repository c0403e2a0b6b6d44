import { pathOf } from '../../twilio/resource.ts';
import { type Session, session } from '../../twilio/resources/session.ts';
import type { ExportedSessions } from './exported-sessions.ts';
import type { Output } from './output.ts';
import {
  type ListReader,
  readSession,
  readSessions,
  startSession,
  type StartedSession,
} from './read-lists.ts';
import type { RowFormat } from './row.ts';

/** How many Sessions are read ahead of the one that is written: so many first pages are in memory. */
const READ_AHEAD = 16;

/** What was written, and what is known so far. */
export interface ExportCounts {
  sessions: number;
  participants: number;
  interactions: number;
  /** Sessions that were started, written or not. */
  listed: number;
}

export interface ExportOptions {
  readonly reader: ListReader;
  readonly serviceSid: string;
  /** Milliseconds since the epoch: Sessions that were created before are left out. Null: none. */
  readonly since: number | null;
  /** The Sessions that are left out because the output has them. The written ones are added. */
  readonly exported: ExportedSessions;
  readonly format: RowFormat;
  readonly output: Output;
  readonly counts: ExportCounts;
  /** Called after each change of the counts. */
  readonly onProgress: () => void;
}

/** Whether a Session was created since then. One without a readable date was not. */
const isSince = ({ dateCreated }: Session, since: number | null) =>
  since === null || (typeof dateCreated === 'string' && Date.parse(dateCreated) >= since);

/** The Sessions to export, with the lists of several being read ahead. */
async function* startSessions({
  reader,
  serviceSid,
  since,
  exported,
  counts,
  onProgress,
}: ExportOptions): AsyncGenerator<StartedSession> {
  const started: StartedSession[] = [];
  for await (const row of readSessions(reader, serviceSid)) {
    const path = pathOf(session, row);
    // Twilio's pages may repeat a row while the list changes.
    if (exported.has(path) || !isSince(row, since)) continue;
    exported.add(path);
    started.push(startSession(reader, row));
    counts.listed += 1;
    onProgress();
    const next = started.length > READ_AHEAD ? started.shift() : undefined;
    if (next) yield next;
  }
  yield* started;
}

/** Writes the pages of a list as a JSON array. Returns the number of rows. */
async function writeRows<Row>(
  output: Output,
  name: string,
  pages: AsyncIterable<readonly Row[]>,
  format: (row: Row) => string,
): Promise<number> {
  let count = 0;
  await output.write(`,"${name}":[`);
  for await (const rows of pages) {
    const text = rows.map(format).join(',');
    if (text !== '') await output.write(count > 0 ? `,${text}` : text);
    count += rows.length;
  }
  await output.write(']');
  return count;
}

/**
 * Writes one line for each Session of a Service that the output does not have yet. A Session that is deleted before its lists
 * are read is left out.
 */
export async function exportSessions(options: ExportOptions): Promise<void> {
  const { reader, format, output, counts, onProgress } = options;
  for await (const started of startSessions(options)) {
    const lists = await readSession(reader, started);
    if (!lists) continue;
    await output.write(format.session(started.session));
    const participants = await writeRows(output, 'participants', lists.participants, format.participant);
    const interactions = await writeRows(output, 'interactions', lists.interactions, format.interaction);
    await output.write('}\n');
    counts.sessions += 1;
    counts.participants += participants;
    counts.interactions += interactions;
    onProgress();
  }
}
