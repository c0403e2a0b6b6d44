/**
 * A closed loop: each client begins its next operation when the last one has been answered.
 *
 * @param {{ clients: number, milliseconds: number, leastOperations: number, mostOperations?: number,
 *   operate: (client: number) => Promise<void> }} options `operate` throws when the answer is not the expected one.
 */
export async function closedLoop({
  clients,
  milliseconds,
  leastOperations,
  mostOperations = Infinity,
  operate,
}) {
  /** @type {number[]} */
  const latencies = [];
  /** @type {unknown} */
  let failure = null;
  let failed = 0;
  let begun = 0;
  const began = performance.now();
  const isOver = () =>
    begun >= mostOperations || (begun >= leastOperations && performance.now() - began >= milliseconds);
  const runClient = async (/** @type {number} */ client) => {
    while (!isOver()) {
      begun += 1;
      const start = performance.now();
      try {
        await operate(client);
        latencies.push(performance.now() - start);
      } catch (error) {
        failure = error;
        failed += 1;
        if (failed > 20) return;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(client)));
  return { latencies, failed, failure, elapsedMs: performance.now() - began };
}
