import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { codeOf } from './errors';
import { changesSubscription, type Interaction } from './operations';

const RECONNECT_MS = 1000;

/** Codes of a subscription that would be refused again. */
const FINAL = ['BAD_USER_INPUT', 'FORBIDDEN', 'UNAUTHENTICATED'];

export type LiveState = 'connecting' | 'live' | 'unavailable';

/**
 * The changes of a Session since the page opened it: each Interaction in its last reported state.
 *
 * @param readAgain called when changes may have been missed; must not change between renders
 */
export function useChanges(sessionId: string, readAgain: () => void) {
  const client = useApolloClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [changes, setChanges] = useState<readonly Interaction[]>([]);

  useEffect(() => {
    let after: string | null = null;
    let isFinal = false;
    let timer = 0;
    let subscription = open();

    function open() {
      return client
        .subscribe({
          query: changesSubscription,
          variables: { of: sessionId, after },
          fetchPolicy: 'no-cache',
        })
        .subscribe({
          next({ data, error }) {
            const event = data?.proxyInteractionChanged;
            isFinal = event === null || FINAL.includes(String(codeOf(error)));
            if (!event) return;
            // STARTED: what changed before is not reported, unless the subscription goes on after a cursor.
            if (event.kind === 'GAP' || (event.kind === 'STARTED' && after === null)) readAgain();
            after = event.cursor;
            setState('live');
            const { interaction } = event;
            if (interaction) setChanges((known) => newest([...known, interaction]));
          },
          // Each subscription ends so, also after an error.
          complete() {
            setState(isFinal ? 'unavailable' : 'connecting');
            if (!isFinal) timer = window.setTimeout(() => (subscription = open()), RECONNECT_MS);
          },
        });
    }

    return () => {
      window.clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [client, sessionId, readAgain]);

  return { state, changes };
}

/** Each Interaction once, in its newest state, the oldest Interaction first. An event may be older than what was read. */
export function newest(interactions: readonly Interaction[]): readonly Interaction[] {
  const byId = new Map<string, Interaction>();
  for (const interaction of interactions) {
    const known = byId.get(interaction.id);
    if (!known || at(interaction.dateUpdated) >= at(known.dateUpdated)) byId.set(interaction.id, interaction);
  }
  return [...byId.values()].sort((a, b) => at(a.dateCreated) - at(b.dateCreated));
}

const at = (date: string | null): number => Date.parse(date ?? '') || 0;
