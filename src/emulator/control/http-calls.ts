import { z } from 'zod';
import { resourceStatuses } from '../state/records.ts';
import type { RequestLog } from '../http/request-log.ts';
import type { Seed, SeedName } from '../seeds/seed.ts';
import type { Control } from './control.ts';
import type { FaultHandle } from './faults.ts';
import type { HoldHandle } from './holds.ts';
import type { WebhookFaultHandle, WebhookFaultSpec } from '../webhooks/webhook-faults.ts';
import { settingsChange } from './http-settings.ts';

/** Handles a control request: its JSON body and the last segment of its path. The result, or what it resolves to, is sent as JSON. */
type Call = (body: unknown, id: string | undefined) => unknown;

export type Endpoints = Readonly<Record<string, Call>>;

/** JSON has no regular expressions: `pathPattern` is the source of one. */
const match = {
  method: z.string().optional(),
  path: z.string().optional(),
  pathPattern: z.string().optional(),
};
const positive = z.int().min(0).optional();

const faultBody = z.strictObject({
  ...match,
  times: positive,
  skip: positive,
  status: z.int().min(200).max(599).optional(),
  code: z.int().optional(),
  message: z.string().optional(),
  moreInfo: z.string().optional(),
  body: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.number().min(0).optional(),
  reset: z.enum(['before', 'during', 'after']).optional(),
  hang: z.literal([true, 'during']).optional(),
  processed: z.boolean().optional(),
});
const holdBody = z.strictObject({ ...match, at: z.enum(['request', 'answer']).optional() });
const webhookFaultBody = z.strictObject({
  kind: z.enum(['callback', 'intercept', 'outOfSession']).optional(),
  times: positive,
  skip: positive,
  delayMs: z.number().min(0).optional(),
  duplicate: z.boolean().optional(),
  reorder: z.boolean().optional(),
  drop: z.boolean().optional(),
  badSignature: z.boolean().optional(),
});
const seedBody = z.strictObject({ seed: z.union([z.string(), z.record(z.string(), z.unknown())]) });
const clockBody = z.strictObject({
  set: z.union([z.number(), z.string()]).optional(),
  advanceMs: z.number().optional(),
  release: z.literal(true).optional(),
});
const sender = z.union([
  z.object({ from: z.string(), to: z.string() }),
  z.object({ participantSid: z.string() }),
]);
const status = z.enum(resourceStatuses);
const completedCall = z.strictObject({
  interactionSid: z.string(),
  durationSeconds: z.number().min(0),
  outboundStatus: status.optional(),
});
const delivery = z.strictObject({ interactionSid: z.string(), status: status.optional() });

/** The control endpoints by method and name, below `/__emulator/`. */
export function createEndpoints(control: Control, log: RequestLog): Endpoints {
  const faults = numbered<FaultHandle>();
  const holds = numbered<HoldHandle>();
  const webhookFaults = numbered<WebhookFaultHandle>();
  const { webhooks } = control;
  return {
    'POST seed': (body) => control.seed(read(seedBody, body).seed as SeedName | Seed),
    'GET clock': () => clockOf(control),
    'POST clock': (body) => {
      const { advanceMs, release, set } = read(clockBody, body);
      if (release) control.clock.release();
      if (set !== undefined) control.clock.set(set);
      if (advanceMs !== undefined) control.clock.advance(advanceMs);
      return clockOf(control);
    },
    'GET settings': () => control.settings,
    'POST settings': (body) => {
      control.set(read(settingsChange, body));
      return control.settings;
    },
    'GET requests': () => ({ inFlight: log.inFlight, requests: log.lines, log: log.entries }),
    'DELETE requests': () => log.clear(),
    'POST faults': (body) => ({ id: faults.add(control.fault(specOf(read(faultBody, body)))) }),
    'GET faults': () => faults.all().map(([id, { hits }]) => ({ id, hits })),
    'DELETE faults': (_, id) => {
      if (id !== undefined) {
        faults.take(id).clear();
        return;
      }
      faults.forget();
      control.clearFaults();
    },
    'POST holds': (body) => ({ id: holds.add(control.hold(specOf(read(holdBody, body)))) }),
    'GET holds': () => holds.all().map(([id, { waiting }]) => ({ id, waiting })),
    'DELETE holds': (_, id) => {
      if (id !== undefined) {
        holds.take(id).release();
        return;
      }
      holds.forget();
      control.releaseHolds();
    },
    'DELETE rate-windows': () => control.forgetRate(),
    'POST inbound-messages': (body) =>
      control.receiveMessage({
        ...read(sender, body),
        body: read(z.object({ body: z.string() }), body).body,
      }),
    'POST inbound-calls': (body) => control.receiveCall(read(sender, body)),
    'POST completed-calls': (body) => {
      const { durationSeconds, interactionSid, outboundStatus } = read(completedCall, body);
      control.completeCall(interactionSid, durationSeconds, outboundStatus);
    },
    'POST deliveries': (body) => {
      const { interactionSid, status: wanted } = read(delivery, body);
      if (wanted === undefined) control.deliver(interactionSid);
      else control.setOutboundStatus(interactionSid, wanted);
    },
    'GET notices': () => control.notices,
    'GET webhooks': () => ({ pending: webhooks.pending, deliveries: webhooks.deliveries }),
    'DELETE webhooks': () => webhooks.clear(),
    'POST webhook-faults': (body) => ({
      id: webhookFaults.add(webhooks.fault(read(webhookFaultBody, body) as WebhookFaultSpec)),
    }),
    'GET webhook-faults': () => webhookFaults.all().map(([id, { hits }]) => ({ id, hits })),
    'DELETE webhook-faults': (_, id) => {
      if (id !== undefined) {
        webhookFaults.take(id).clear();
        return;
      }
      webhookFaults.forget();
      webhooks.clearFaults();
    },
  };
}

const clockOf = ({ clock }: Control): object => ({
  now: clock.now(),
  date: new Date(clock.now()).toISOString(),
});

/** @throws Error that says which key is wrong */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return result.data;
}

function specOf({ pathPattern, ...spec }: { readonly pathPattern?: string | undefined }): object {
  return pathPattern === undefined ? spec : { ...spec, path: new RegExp(pathPattern) };
}

/** Handles of HTTP clients are numbered. Above this number the oldest can no longer be named. */
const MAX_HANDLES = 10_000;

/** Handles with numbers, for HTTP clients, which cannot hold objects. */
function numbered<T>() {
  const handles = new Map<string, T>();
  let given = 0;
  return {
    add: (handle: T): string => {
      const id = String(++given);
      handles.set(id, handle);
      if (handles.size > MAX_HANDLES) handles.delete(handles.keys().next().value ?? '');
      return id;
    },
    all: (): [string, T][] => [...handles],
    take: (id: string): T => {
      const handle = handles.get(id);
      if (handle === undefined) throw new Error(`Unknown id: ${JSON.stringify(id)}.`);
      handles.delete(id);
      return handle;
    },
    forget: (): void => handles.clear(),
  };
}
