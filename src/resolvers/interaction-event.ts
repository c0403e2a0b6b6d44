import { GatewayError } from '../errors/gateway-error.ts';
import { type InteractionEvent, subscribeToInteractions } from '../events/subscription.ts';
import type { GatewayContext } from '../graphql/context.ts';
import { ancestor } from '../graphql/field-resolvers.ts';
import type { Resolvers, SubscriptionProxyInteractionChangedArgs } from '../graphql/generated.ts';
import { parseAnyGlobalId } from '../graphql/global-id.ts';
import { type InteractionEventModel, toEventModel } from '../graphql/interaction-event.ts';
import { defineField } from '../planner/define-field.ts';
import { service } from '../twilio/resources/service.ts';
import { session } from '../twilio/resources/session.ts';

type Arguments = Pick<SubscriptionProxyInteractionChangedArgs, 'of' | 'after'>;

const targetOf = ({ of }: Pick<Arguments, 'of'>) => parseAnyGlobalId([service, session], of);

/** The only event of a subscription to something that does not exist: the field is null. */
async function* nothing(): AsyncGenerator<null, undefined> {
  yield null;
}

async function subscribe(
  _: unknown,
  args: Arguments,
  { events, loaders }: GatewayContext,
): Promise<AsyncIterable<InteractionEvent | null>> {
  if (events.bus === null) throw new GatewayError('FORBIDDEN', events.reason);
  const { resource, path } = targetOf(args);
  const record = await loaders.record(resource, path);
  return record === null ? nothing() : subscribeToInteractions(events.bus, path, args.after ?? null);
}

const resolve = defineField(
  (event: InteractionEvent | null, args: Arguments, { events }: GatewayContext) =>
    event && events.bus && toEventModel(event, targetOf(args).path, events.reportUnreadable),
  { kind: 'event', pathOf: (args: Arguments) => targetOf(args).path },
);

export const interactionEventResolvers = {
  Subscription: {
    proxyInteractionChanged: { subscribe, resolve },
  },
  ProxyInteractionEvent: {
    session: ancestor(session, ({ sessionPath }: InteractionEventModel) => sessionPath),
  },
} satisfies Resolvers;
