import type { Data } from './gateway.ts';

/** A subscription over HTTP, as a client reads it. */
export interface HttpStream extends AsyncDisposable {
  readonly response: Response;
  /** The next result; null when the stream has ended. */
  next(): Promise<Data>;
  /** The next results. */
  take(count: number): Promise<Data[]>;
  /** Hangs up. */
  close(): Promise<void>;
}

const ACCEPT = {
  sse: 'text/event-stream',
  multipart: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json',
};

/** The results in a text, apart from an incomplete one at its end, which is returned too. */
function split(kind: keyof typeof ACCEPT, text: string): { results: Data[]; rest: string } {
  if (kind === 'sse') {
    const events = text.split('\n\n');
    const rest = events.pop() ?? '';
    const texts = events.filter((event) => event.startsWith('event: next\ndata: '));
    return { results: texts.map((event) => JSON.parse(event.slice(18))), rest };
  }
  const parts = text.split('\r\n--graphql');
  const rest = parts.pop() ?? '';
  const bodies = parts.map((part) => part.split('\r\n\r\n')[1]).filter((body) => body !== undefined);
  return { results: bodies.map((body) => JSON.parse(body).payload).filter(Boolean), rest };
}

/** Subscribes by POST and reads the stream. */
export async function openStream(
  { url }: { readonly url: string },
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  { kind = 'sse', headers }: { kind?: keyof typeof ACCEPT; headers?: Readonly<Record<string, string>> } = {},
): Promise<HttpStream> {
  const controller = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: ACCEPT[kind], ...headers },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  });
  return streamOf(response, kind, controller);
}

/** The stream of a response, whose request `controller` aborts. */
export async function streamOf(
  response: Response,
  kind: keyof typeof ACCEPT,
  controller: AbortController,
): Promise<HttpStream> {
  if (response.headers.get('content-type')?.includes('json')) {
    const answers: Data[] = [await response.json()];
    const nextAnswer = () => Promise.resolve(answers.shift() ?? null);
    const nothing = () => Promise.resolve();
    return {
      response,
      next: nextAnswer,
      take: (count) => Promise.all(Array.from({ length: count }, nextAnswer)),
      close: nothing,
      [Symbol.asyncDispose]: nothing,
    };
  }
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const ready: Data[] = [];
  let text = '';
  const next = async (): Promise<Data> => {
    while (ready.length === 0) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      const { results, rest } = split(kind, text + chunk.value);
      ready.push(...results);
      text = rest;
    }
    return ready.shift();
  };
  const close = async () => {
    controller.abort();
    await reader?.cancel().catch(() => undefined);
  };
  return {
    response,
    next,
    async take(count) {
      const results: Data[] = [];
      while (results.length < count) results.push(await next());
      return results;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
