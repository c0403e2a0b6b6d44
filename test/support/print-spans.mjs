import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

/**
 * What a deployment registers with `node --import`: an SDK. Its exporter prints each span as one line, `SPAN {…}`, with all
 * that an exporter could send.
 */
const exporter = {
  export(spans, done) {
    for (const { name, kind, attributes, events, links, status, parentSpanContext, resource } of spans) {
      const told = { name, kind, attributes, events, links, status, parentSpanContext };
      process.stdout.write(`SPAN ${JSON.stringify({ ...told, resource: resource.attributes })}\n`);
    }
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
};

trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
