import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ id: number, callFrame: { functionName: string, url: string, lineNumber: number }, children?: number[] }} ProfileNode */
/** @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GREATEST = 25;

/** The package or folder that a frame belongs to. @param {string} url */
function roomOf(url) {
  if (url === '') return 'native';
  if (url.startsWith('node:')) return 'node';
  const path = relative(ROOT, url.startsWith('file:') ? fileURLToPath(url) : url);
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return name ?? path.split('/').slice(0, 2).join('/');
}

/** @param {ProfileNode} node */
function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  const room = functionName.startsWith('(') ? '' : ` ${roomOf(url)}`;
  const file = url === '' ? '' : ` ${url.split('/').at(-1)}:${lineNumber + 1}`;
  return `${functionName || '(anonymous)'}${room}${file}`;
}

/** @param {ProfileNode[]} nodes */
function parentsOf(nodes) {
  /** @type {Map<number, ProfileNode>} */
  const parents = new Map();
  for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
  return parents;
}

/** @param {Map<string, number>} map @param {string} key @param {number} time */
const add = (map, key, time) => map.set(key, (map.get(key) ?? 0) + time);

/**
 * Shares of the time that was neither idle nor spent by the profiler: of rooms and functions themselves, and of functions
 * with everything that they call in the same turn of the event loop.
 *
 * @param {Profile} profile
 */
export function costs({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = parentsOf(nodes);
  /** @type {Record<'rooms' | 'functions' | 'whole', Map<string, number>>} */
  const sums = { rooms: new Map(), functions: new Map(), whole: new Map() };
  let total = 0;
  samples.forEach((id, index) => {
    const node = byId.get(id);
    const { functionName = '(idle)', url = '' } = node?.callFrame ?? {};
    // The native `dispatch` is the inspector's own, while the profile is started and stopped.
    if (!node || functionName === '(idle)' || (functionName === 'dispatch' && url === '')) return;
    const time = timeDeltas[index] ?? 0;
    total += time;
    add(sums.rooms, functionName.startsWith('(') ? functionName : roomOf(url), time);
    add(sums.functions, nameOf(node), time);
    const stack = new Set();
    for (let at = /** @type {ProfileNode | undefined} */ (node); at; at = parents.get(at.id))
      stack.add(nameOf(at));
    for (const name of stack) add(sums.whole, name, time);
  });
  const lines = (/** @type {Map<string, number>} */ map, /** @type {number} */ count) =>
    [...map]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
  return [
    'by room:',
    ...lines(sums.rooms, 12),
    'by function, alone:',
    ...lines(sums.functions, GREATEST),
    'by function, with what it calls:',
    ...lines(sums.whole, 2 * GREATEST),
  ].join('\n');
}
