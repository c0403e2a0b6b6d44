import { isInstalled, targets } from '../targets/targets.mjs';
import { Subject } from './measure.mjs';
import { startTarget, startUpstream } from './processes.mjs';

/**
 * Starts the upstream and the wanted targets, one after the other. What is not installed, or does not start, is left out
 * and told; the gateway and the hand-written ones must start.
 *
 * @param {readonly string[] | null} names Null: all.
 */
export async function startSubjects(names) {
  const upstream = await startUpstream();
  /** @type {Subject[]} */
  const subjects = [];
  /** @type {string[]} */
  const missing = [];
  const stop = async () => {
    await Promise.all(subjects.map((subject) => subject.stop()));
    await upstream.stop();
  };
  try {
    for (const target of targets.filter(({ name }) => names?.includes(name) ?? true)) {
      if (isInstalled(target))
        subjects.push(new Subject(await startTarget(target, upstream.url), target, upstream));
      else missing.push(target.name);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { upstream, subjects, missing, stop };
}
