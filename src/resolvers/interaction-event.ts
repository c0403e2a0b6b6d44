import { GatewayError } from '../errors/gateway-error.ts';
import { type InteractionEvent, subscribeToInteractions } from '../events/subscription.ts';
import type { GatewayContext } from '../graphql/context.ts';
import { ancestor } from '../graphql/field-resolvers.ts';
import type { Resolvers, SubscriptionProxyInteractionChangedArgs } from '../graphql/generated.ts';
import { parseAnyGlobalId } from '../graphql/global-id.ts';
import { type EventSource, type InteractionEventModel, toEventModel } from '../graphql/interaction-event.ts';
import { defineField } from '../planner/define-field.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';

type Arguments = Pick<SubscriptionProxyInteractionChangedArgs, 'of' | 'after'>;

const targetOf = ({ of }: Pick<Arguments, 'of'>) => parseAnyGlobalId([service, session], of);

/** The only event of a subscription to something that does not exist: the field is null. */
async function* nothing(): AsyncGenerator<null, undefined> {
  yield null;
}

/** Maps each event. An async generator would not do: its `return` waits for the next event. */
function toModels(
  events: AsyncIterableIterator<InteractionEvent, undefined>,
  toModel: (event: InteractionEvent) => InteractionEventModel,
): AsyncIterableIterator<InteractionEventModel, undefined> {
  const models: AsyncIterableIterator<InteractionEventModel, undefined> = {
    [Symbol.asyncIterator]: () => models,
    async next() {
      const result = await events.next();
      return result.done === true ? result : { done: false, value: toModel(result.value) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return models;
}

async function subscribe(
  source: EventSource,
  args: Arguments,
  { loaders }: GatewayContext,
): Promise<AsyncIterable<InteractionEventModel | null>> {
  if (source.bus === null) throw new GatewayError('FORBIDDEN', source.reason);
  const { reportUnreadable } = source;
  const { resource, path } = targetOf(args);
  const record = await loaders.record(resource, path);
  if (record === null) return nothing();
  const events = await subscribeToInteractions(source.bus, path, args.after ?? null);
  return toModels(events, (event) => toEventModel(event, path, reportUnreadable));
}

const resolve = defineField((event: InteractionEventModel | null) => event, {
  kind: 'event',
  pathOf: (args: Arguments) => targetOf(args).path,
});

export const interactionEventResolvers = {
  Subscription: {
    proxyInteractionChanged: { subscribe, resolve },
  },
  ProxyInteractionEvent: {
    session: ancestor(session, ({ sessionPath }: InteractionEventModel) => sessionPath),
  },
} satisfies Resolvers;
