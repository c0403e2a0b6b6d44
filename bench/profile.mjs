import { mkdir, writeFile } from 'node:fs/promises';
import { startSubjects } from './load/subjects.mjs';
import { readOptions } from './options.mjs';
import { costs } from './report/costs.mjs';
import { targetsOf } from './targets/targets.mjs';

/**
 * CPU profiles of targets by workload: `node profile.mjs --workloads C,D,E --targets gateway --seconds 4`.
 * Writes the profiles to `profiles/`, for Chrome's developer tools, and prints the greatest costs.
 */
const options = readOptions(process.argv.slice(2));
const { subjects, stop } = await startSubjects(targetsOf(options.build, options.targets ?? ['gateway']));
const folder = new URL('profiles/', import.meta.url);
await mkdir(folder, { recursive: true });
try {
  for (const subject of subjects) {
    for (const { id } of options.workloads) {
      const load = { workload: id, clients: 4, milliseconds: options.milliseconds, leastOperations: 50 };
      await subject.warm(load, options.warmSeconds);
      await subject.running.profile('start');
      const sample = await subject.measure(load, 0);
      const profile = await subject.running.profile('stop');
      await writeFile(new URL(`${subject.name}-${id}.cpuprofile`, folder), JSON.stringify(profile));
      process.stdout.write(
        `\n${subject.name}, ${id}: ${sample.cpu.toFixed(2)} ms of CPU per operation\n${costs(profile)}\n`,
      );
    }
  }
} finally {
  await stop();
}
