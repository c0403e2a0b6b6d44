import { summary } from '../load/statistics.mjs';
import { figure, figures, table } from './figures.mjs';

/** @typedef {import('./figures.mjs').Run} Run */

const OWN = new Set(['gateway', 'hand-server', 'hand-client', 'hand-apollo', 'hand-rows']);

/** @param {ReturnType<typeof figures>} found */
const ratioOf = (found) =>
  found?.ratio
    ? `${figure(found.ratio.middle)}× (${figure(found.ratio.least)}–${figure(found.ratio.most)})`
    : '–';

/**
 * Operations per second of the gateway over those of the best peer of the same round.
 *
 * @param {Run} run @param {string} workload @param {number} clients
 */
function againstPeers({ rows }, workload, clients) {
  const cell = rows.filter(
    (row) => row.workload === workload && row.clients === clients && row.latencyMs === 0 && !row.awake,
  );
  const ratios = cell
    .filter((row) => row.target === 'gateway')
    .flatMap((row) => {
      const peers = cell.filter((other) => other.round === row.round && !OWN.has(other.target));
      return peers.length > 0 ? [row.perSecond / Math.max(...peers.map((peer) => peer.perSecond))] : [];
    });
  if (ratios.length === 0) return '–';
  const { middle, least, most } = summary(ratios);
  return `${figure(middle)}× (${figure(least)}–${figure(most)})`;
}

/** The gateway against what is aimed at. @param {Run} run */
export function verdictTable(run) {
  const { rows, options } = run;
  const mostClients = Math.max(...options.clients);
  const isAlone = mostClients === 1;
  const cpuOf = (/** @type {Partial<import('../main.mjs').Row>} */ where) =>
    ratioOf(figures(rows, where, (row) => row.cpu));
  const gateway = (/** @type {Partial<import('../main.mjs').Row>} */ where) => ({
    target: 'gateway',
    ...where,
  });
  const body = options.workloads.map(({ id, calls }) => {
    const most = Math.max(
      ...rows.filter((row) => row.target === 'gateway' && row.workload === id).map((row) => row.calls),
    );
    const slow = gateway({ workload: id, latencyMs: 20, clients: 1 });
    const fast = gateway({ workload: id, latencyMs: 0, clients: mostClients });
    return [
      id,
      `${figure(most)} of ${calls}`,
      ratioOf(figures(rows, slow, (row) => row.p50)),
      cpuOf({ ...fast, clients: 1 }),
      cpuOf({ ...fast, clients: 1, awake: true }),
      ...(isAlone ? [] : [cpuOf(fast), cpuOf({ ...fast, awake: true })]),
      cpuOf({ ...fast, target: 'hand-apollo' }),
      cpuOf({ ...fast, target: 'hand-rows' }),
      againstPeers(run, id, 1),
      ...(isAlone ? [] : [againstPeers(run, id, mostClients)]),
    ];
  });
  return [
    table(
      [
        'Gateway',
        'REST calls',
        'p50, 20 ms, 1 client',
        'CPU, 0 ms, 1 client',
        '… kept awake',
        ...(isAlone ? [] : [`CPU, 0 ms, ${mostClients} clients`, '… kept awake']),
        `CPU, ${mostClients} clients, of \`hand-apollo\``,
        'of `hand-rows`',
        'operations/s to the best peer, 0 ms, 1 client',
        ...(isAlone ? [] : [`operations/s to the best peer, 0 ms, ${mostClients} clients`]),
      ],
      body,
    ),
    'Aims: the fewest REST calls; p50 at most 1.10×; CPU 1.5× (at most 1.75×), on A 2.0× (at most 2.5×); operations per second ' +
      'ahead of every peer, on B–H at least 2.5×. “Kept awake”: the same cells where the processors never sleep. `hand-apollo` is what Apollo Server and graphql-js cost with nothing else around the hand-written client, `hand-rows` the same without graphql-js.',
  ].join('\n\n');
}
