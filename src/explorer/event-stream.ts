const EVENT = /^event: (next|complete)\ndata:(.*)$/;

/** Whether a subscription was accepted: another response is a refusal. */
export const isEventStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/**
 * The results of a subscription in the gateway's format of server-sent events, one after the other. `EventSource` of the
 * browser cannot send headers. Throws when the response ends before its `complete` event.
 */
export async function* readResults({ body }: Response): AsyncGenerator<unknown, void> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) throw new Error('Expected an event "complete", but the response ended.');
    const events = (text + decoder.decode(chunk.value, { stream: true })).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const [, name, data = ''] = EVENT.exec(event) ?? [];
      if (name === 'complete') return;
      if (name === 'next') yield JSON.parse(data) as unknown;
    }
  }
}
