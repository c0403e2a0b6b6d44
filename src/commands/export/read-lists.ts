import type { Caller, TwilioClient } from '../../twilio/client.ts';
import { isTwilioError } from '../../twilio/errors.ts';
import type { Page } from '../../twilio/page.ts';
import { type Listable, type ModelOf, pathOf, type SidPath } from '../../twilio/resource.ts';
import { type Interaction, interaction } from '../../twilio/resources/interaction.ts';
import { type Participant, participant } from '../../twilio/resources/participant.ts';
import { type Session, session } from '../../twilio/resources/session.ts';

export interface ListReader {
  readonly client: TwilioClient;
  readonly caller: Caller;
  readonly pageSize: number;
}

/** The first page of a list; null when its parent does not exist any more. */
async function firstPage<R extends Listable>(
  { client, caller, pageSize }: ListReader,
  resource: R,
  parent: SidPath,
): Promise<Page<ModelOf<R>> | null> {
  try {
    return await client.list(resource, parent, { pageSize }, caller);
  } catch (error) {
    if (isTwilioError(error, 'not-found')) return null;
    throw error;
  }
}

/** The pages of a list from that one on. They end when its parent does not exist any more. */
async function* pagesFrom<R extends Listable>(
  reader: ListReader,
  resource: R,
  parent: SidPath,
  first: Page<ModelOf<R>>,
): AsyncGenerator<readonly ModelOf<R>[]> {
  const { client, caller, pageSize } = reader;
  yield first.rows;
  for (let { next } = first; next;) {
    let page: Page<ModelOf<R>>;
    try {
      page = await client.list(resource, parent, { pageSize, ...next }, caller);
    } catch (error) {
      if (isTwilioError(error, 'not-found')) return;
      throw error;
    }
    yield page.rows;
    ({ next } = page);
  }
}

/** All Sessions of a Service, in Twilio's order. Throws `not-found` when there is no such Service. */
export async function* readSessions(reader: ListReader, serviceSid: string): AsyncGenerator<Session> {
  const { client, caller, pageSize } = reader;
  const parent = [serviceSid];
  const first = await client.list(session, parent, { pageSize }, caller);
  for await (const rows of pagesFrom(reader, session, parent, first)) yield* rows;
}

/** A Session with the first pages of its lists, which are being read. */
export interface StartedSession {
  readonly session: Session;
  readonly firstPages: Promise<readonly [Page<Participant> | null, Page<Interaction> | null]>;
}

/** Starts to read the lists of a Session. */
export function startSession(reader: ListReader, row: Session): StartedSession {
  const path = pathOf(session, row);
  const firstPages = Promise.all([
    firstPage(reader, participant, path),
    firstPage(reader, interaction, path),
  ]);
  // It may be awaited only after others.
  firstPages.catch(() => undefined);
  return { session: row, firstPages };
}

/** All pages of the lists of a started Session; null when it was deleted before they were read. */
export async function readSession(reader: ListReader, { session: row, firstPages }: StartedSession) {
  const path = pathOf(session, row);
  const [participants, interactions] = await firstPages;
  if (participants === null || interactions === null) return null;
  return {
    participants: pagesFrom(reader, participant, path, participants),
    interactions: pagesFrom(reader, interaction, path, interactions),
  };
}
