import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '../observability/logger.ts';
import type { IntakeOutcome, WebhookIntake } from '../webhooks/intake.ts';

export const WEBHOOK_PATH = '/webhooks/proxy';

/** What becomes of a POST to the path of webhooks. `type` and `size`: refused, because it is no form or too large. */
export type WebhookOutcome = IntakeOutcome | 'type' | 'size';

const FORM = 'application/x-www-form-urlencoded';

/** A callback has about 1.5 KB. */
const MAX_BYTES = 64 * 1024;

/** A duplicate has the status of the original, so that Twilio does not send it again. */
const STATUS: Readonly<Record<WebhookOutcome, number>> = {
  accepted: 204,
  duplicate: 204,
  stale: 204,
  unreadable: 204,
  signature: 403,
  account: 403,
  type: 415,
  size: 413,
};

const PROBLEM: Readonly<Partial<Record<WebhookOutcome, string>>> = {
  unreadable: 'it does not report an Interaction',
  signature: 'its signature does not match WEBHOOK_URL and the auth token',
  account: 'it is of another account',
  type: `it is not of the type ${FORM}`,
  size: `it has more than ${MAX_BYTES} bytes`,
};

export interface WebhookOptions {
  /** What comes before the path. */
  readonly prefix: string;
  readonly intake: Pick<WebhookIntake, 'receive'>;
  readonly onWebhook: (outcome: WebhookOutcome) => void;
  readonly logger: Logger;
}

const header = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' ? value : null;

/**
 * Receives callbacks of Twilio Proxy. Callers are authenticated by the signature alone, so that a tunnel or another server
 * in between may send its own host and needs no key.
 */
export function registerWebhooks(
  app: FastifyInstance,
  { prefix, intake, onWebhook, logger }: WebhookOptions,
): void {
  const url = prefix + WEBHOOK_PATH;
  const warned = new Set<WebhookOutcome>();

  function answer(reply: FastifyReply, outcome: WebhookOutcome): FastifyReply {
    onWebhook(outcome);
    const problem = PROBLEM[outcome];
    if (problem !== undefined) {
      // Once, because anybody can send any number of them.
      logger[warned.has(outcome) ? 'debug' : 'warn']({ outcome }, `webhook ignored: ${problem}`);
      warned.add(outcome);
    }
    return reply.code(STATUS[outcome]).send();
  }

  void app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: MAX_BYTES }, (_, body, done) =>
      done(null, body),
    );
    routes.setErrorHandler((error: FastifyError, _, reply) => {
      if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return answer(reply, 'type');
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return answer(reply, 'size');
      throw error;
    });
    routes.post(url, ({ body, headers }, reply) => {
      if (typeof body !== 'string') return answer(reply, 'type');
      const signature = header(headers['x-twilio-signature']) ?? '';
      const token = header(headers['i-twilio-idempotency-token']);
      return answer(reply, intake.receive({ signature, token, body }));
    });
    routes.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      // Before the body is read.
      onRequest: (_, reply) => {
        void reply.code(405).header('allow', 'POST').send();
      },
      handler: () => undefined,
    });
  });
}
