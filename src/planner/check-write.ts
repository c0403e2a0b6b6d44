import type { GatewayContext } from '../graphql/context.ts';
import type { Operation } from './selection.ts';
import { CallBook } from './call-book.ts';
import { Levels } from './levels.ts';
import { type SelectedWrite, visitWrite } from './visit-write.ts';
import { Visitor } from './plan.ts';

/**
 * Refuses a write when a list in its payload has arguments that cannot be right, as far as that can be known before it is
 * sent. Throws BAD_USER_INPUT.
 */
export function checkWrite(
  operation: Operation,
  { selections, slices, pageSizeMax }: Pick<GatewayContext, 'selections' | 'slices' | 'pageSizeMax'>,
  selected: SelectedWrite,
  args: Readonly<Record<string, unknown>>,
): void {
  const visitor = new Visitor({
    operation,
    selections,
    slices,
    pageSizeMax,
    // Nothing is counted.
    maxCalls: Infinity,
    levels: new Levels(),
    book: new CallBook(() => false),
    scope: '',
    isDiscontinued: () => false,
    refusesBadLists: true,
  });
  visitWrite(visitor, selected, args);
}
