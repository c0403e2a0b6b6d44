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

/** Shares of the time that was not idle: of rooms and of functions, without what they call. @param {Profile} profile */
export function costs({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<string, number>} */
  const rooms = new Map();
  /** @type {Map<string, number>} */
  const functions = new Map();
  let total = 0;
  samples.forEach((id, index) => {
    const frame = byId.get(id)?.callFrame;
    if (!frame || frame.functionName === '(idle)') return;
    const time = timeDeltas[index] ?? 0;
    total += time;
    const room = frame.functionName.startsWith('(') ? frame.functionName : roomOf(frame.url);
    const file = frame.url.split('/').at(-1);
    const name = `${frame.functionName || '(anonymous)'} ${room}${file ? ` ${file}:${frame.lineNumber + 1}` : ''}`;
    rooms.set(room, (rooms.get(room) ?? 0) + time);
    functions.set(name, (functions.get(name) ?? 0) + time);
  });
  const lines = (/** @type {Map<string, number>} */ map) =>
    [...map]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, GREATEST)
      .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
  return ['by room', ...lines(rooms), 'by function', ...lines(functions)].join('\n');
}
