import type { Config } from '../../config/config.ts';
import type { Caller, TwilioClient } from '../../twilio/client.ts';
import { isTwilioError } from '../../twilio/errors.ts';
import type { Page } from '../../twilio/page.ts';
import type { Listable, ModelOf } from '../../twilio/resource.ts';
import { messageInteraction } from '../../twilio/resources/message-interaction.ts';
import { participant } from '../../twilio/resources/participant.ts';
import { type Service, service } from '../../twilio/resources/service.ts';
import { session } from '../../twilio/resources/session.ts';
import { shortCode } from '../../twilio/resources/short-code.ts';
import type { SidPath } from '../../twilio/sid.ts';
import { isCallbackTo } from '../../webhooks/signature.ts';
import { type Check, fail, ok, warn } from './check.ts';

/** Pages of Services whose callbacks are checked. */
const MAX_PAGES = 10;
/** Services and Sessions in which a Participant is looked for. */
const MAX_SESSIONS = 10;
const PAGE_SIZE = 100;

/** No operation makes the calls, and nothing ends them but their time limit. */
const caller: Caller = { signal: new AbortController().signal, onCall: () => undefined };

/** Reads the first rows of a list. */
type ReadList = <R extends Listable>(
  resource: R,
  parent: SidPath,
  pageSize: number,
) => Promise<Page<ModelOf<R>>>;

/** The first page of the Services. Throws TwilioError. */
export const firstServices = (client: TwilioClient): Promise<Page<Service>> =>
  client.list(service, [], { pageSize: PAGE_SIZE }, caller);

/** The result of a check, or that it could not be made. */
async function attempt(name: string, check: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await check();
  } catch (error) {
    if (!isTwilioError(error)) throw error;
    return [fail(name, `Not checked: ${error.message} Run the command again.`)];
  }
}

/** Whether the error says that Twilio has discontinued a list whose parent exists. */
const isRetired = (error: unknown): boolean =>
  isTwilioError(error, 'not-found') || (isTwilioError(error) && error.answer?.status === 405);

/** Reads one list that Twilio has discontinued for some accounts. `without` says what then happens. */
async function checkRetired(
  list: ReadList,
  resource: Listable,
  parent: SidPath | null,
  without: string,
): Promise<readonly Check[]> {
  const name = resource.segment;
  if (parent === null) return [ok(name, 'Not checked: no record was found that has such a list.')];
  try {
    await list(resource, parent, 1);
    return [ok(name, 'Twilio serves them.')];
  } catch (error) {
    if (isRetired(error)) return [warn(name, `Twilio has retired them for this account: ${without}`)];
    throw error;
  }
}

/** The path of a Participant of these Services; null when a short search finds none. */
async function findParticipant(list: ReadList, services: readonly Service[]): Promise<SidPath | null> {
  let left = MAX_SESSIONS;
  for (const { sid } of services.slice(0, MAX_SESSIONS)) {
    const { rows } = await list(session, [sid], left);
    for (const row of rows.slice(0, left)) {
      left -= 1;
      const [first] = (await list(participant, [sid, row.sid], 1)).rows;
      if (first) return [sid, row.sid, first.sid];
    }
    if (left === 0) break;
  }
  return null;
}

/** Whether a Service reports its Interactions to the gateway. */
function checkCallback({ sid, callbackUrl = null }: Service, urls: readonly string[]): Check {
  const name = `webhook ${sid}`;
  if (isCallbackTo(urls, callbackUrl)) return ok(name, 'Its callbackUrl is in WEBHOOK_URL.');
  const state = callbackUrl ? 'is not in WEBHOOK_URL' : 'is not set';
  return warn(
    name,
    `Its callbackUrl ${state}, so subscriptions get no events of it. Set it with updateProxyService.`,
  );
}

/** Checks the callbacks of all Services, page by page. */
async function checkCallbacks(
  client: TwilioClient,
  first: Page<Service>,
  urls: readonly string[],
): Promise<readonly Check[]> {
  const name = 'webhooks';
  if (urls.length === 0)
    return [ok(name, 'Not checked: WEBHOOK_URL is not set, so there are no subscriptions.')];
  const checks = first.rows.map((each) => checkCallback(each, urls));
  let { next } = first;
  for (let page = 1; next !== null && page < MAX_PAGES; page += 1) {
    const from = next;
    try {
      const read = await client.list(service, [], { pageSize: PAGE_SIZE, ...from }, caller);
      checks.push(...read.rows.map((each) => checkCallback(each, urls)));
      ({ next } = read);
    } catch (error) {
      if (!isTwilioError(error)) throw error;
      return [...checks, fail(name, `The other Services were not checked: ${error.message}`)];
    }
  }
  if (next !== null) checks.push(warn(name, `Only the first ${checks.length} Services were checked.`));
  return checks;
}

/** Checks which lists Twilio serves, and whether the Services call the gateway. Each check runs, whatever becomes of the others. */
export async function checkServices(
  client: TwilioClient,
  first: Page<Service>,
  { webhooks: { urls } }: Config,
): Promise<readonly Check[]> {
  const list: ReadList = (resource, parent, pageSize) => client.list(resource, parent, { pageSize }, caller);
  const [any] = first.rows;
  return [
    ...(await attempt(shortCode.segment, () =>
      checkRetired(
        list,
        shortCode,
        any ? [any.sid] : null,
        '`shortCodes` is null with the code UPSTREAM_REJECTED.',
      ),
    )),
    ...(await attempt(messageInteraction.segment, async () =>
      checkRetired(
        list,
        messageInteraction,
        await findParticipant(list, first.rows),
        '`messageInteractions` is read from the Interactions of the Session.',
      ),
    )),
    ...(await checkCallbacks(client, first, urls)),
  ];
}
