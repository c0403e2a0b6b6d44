import Negotiator from 'negotiator';

/** How results are written to a response, one after the other. */
export interface StreamFormat {
  readonly contentType: string;
  /** What comes before the first result. */
  readonly start: string;
  /** One result as JSON. */
  readonly part: (json: string) => string;
  /** Keeps the connection alive. */
  readonly heartbeat: string;
  readonly end: string;
}

/** https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections */
const eventStream: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  start: ':\n\n',
  part: (json) => `event: next\ndata: ${json}\n\n`,
  heartbeat: ':\n\n',
  end: 'event: complete\ndata:\n\n',
};

const BOUNDARY = '\r\n--graphql';

/**
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol. The boundary stands behind
 * each part, because clients take a part for complete only with its boundary.
 */
const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}${BOUNDARY}`;

const multipart: StreamFormat = {
  contentType: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0',
  start: BOUNDARY,
  part: (json) => part(`{"payload":${json}}`),
  heartbeat: part('{}'),
  end: '--\r\n',
};

/** Whether one of the media ranges is that of multipart subscriptions. Negotiator does not tell it from that of `@defer`. */
const acceptsMultipart = (accept: string): boolean =>
  accept
    .toLowerCase()
    .replaceAll(/["' ]/g, '')
    .split(',')
    .map((range) => range.split(';'))
    .some(
      ([type, ...parameters]) => type === 'multipart/mixed' && parameters.includes('subscriptionspec=1.0'),
    );

/** The format that an `Accept` header names; null if it names none. A wildcard names none. */
export function streamFormatOf(accept: string): StreamFormat | null {
  if (acceptsMultipart(accept)) return multipart;
  const names = new Negotiator({ headers: { accept } }).mediaTypes();
  return names.some((name) => name.toLowerCase() === 'text/event-stream') ? eventStream : null;
}
