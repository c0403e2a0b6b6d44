import type { Loaders } from '../loaders/loaders.ts';
import { type Fetchable, type ModelOf, referenceTo, type SidPath } from '../twilio/resource.ts';
import type { Requirement } from './requirement.ts';

/** Starts a read early. The resolver that requests it later gets the same promise, and its error. */
const start = (read: Promise<unknown>): void => void read.catch(() => undefined);

/**
 * Starts, in one tick, all reads below a record for which its path is enough: the first pages of its lists, the lists that
 * rows of these will refer to, and related records whose paths follow from it, with the reads below those.
 */
export function prefetch(loaders: Pick<Loaders, 'prefetch'>, requirement: Requirement, path: SidPath): void {
  const { resource, relations } = requirement;
  const lists = requirement.readableLists(path);
  for (const list of lists) start(loaders.prefetch.page(list.resource, path, list.firstPage));
  for (const { referencedLists } of lists) {
    for (const referenced of referencedLists) start(loaders.prefetch.expectRecords(referenced, path));
  }
  if (!resource || relations.length === 0) return;
  const source = referenceTo(resource, path) as ModelOf<Fetchable>;
  for (const { requires, below } of relations) {
    const related = requires.from === 'path' ? requires.pathOf(source as never) : null;
    if (!below || !related) continue;
    if (below.needsRecord) start(loaders.prefetch.record(requires.resource, related));
    prefetch(loaders, below, related);
  }
}
