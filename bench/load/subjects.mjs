import { isInstalled } from '../targets/targets.mjs';
import { Subject } from './measure.mjs';
import { startTarget, startUpstream } from './processes.mjs';

/**
 * Starts the upstream and the targets, one after the other. Targets whose packages are not installed are `missing`.
 *
 * @param {readonly import('../targets/targets.mjs').Target[]} targets
 */
export async function startSubjects(targets) {
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
    for (const target of targets) {
      if (isInstalled(target))
        subjects.push(new Subject(await startTarget(target, upstream.url), target, upstream));
      else missing.push(target.name);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { subjects, missing, stop };
}
