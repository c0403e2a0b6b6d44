import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { busy, measureRound, waiting, warmUp } from './load/rounds.mjs';
import { startSubjects } from './load/subjects.mjs';
import { readOptions } from './options.mjs';
import { report } from './report/report.mjs';
import { runShort } from './short.mjs';
import { targetsOf } from './targets/targets.mjs';

/** Measures the gateway beside references and peers and writes the results page. */

const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** @param {import('./load/rounds.mjs').Options} options @returns {Promise<boolean>} Whether every answer was right. */
async function runFull(options) {
  const out = new URL(options.out ?? 'RESULTS.md', import.meta.url);
  const { subjects, missing, stop } = await startSubjects(targetsOf(options.build, options.targets));
  /** @type {import('./load/rounds.mjs').Row[]} */
  const rows = [];
  try {
    await warmUp(subjects, options);
    for (let round = 0; round < options.rounds; round++) {
      for (const setting of [waiting, busy(options)])
        rows.push(...(await measureRound(subjects, options, setting, round)));
      // After each round, so that an interrupted run leaves its figures behind.
      const { page, verdict } = report({
        rows,
        options: { ...options, rounds: round + 1 },
        subjects,
        missing,
      });
      await writeFile(out, page);
      print(`\nRound ${round + 1} of ${options.rounds}:\n${verdict}`);
    }
    print(`\nThe page: ${fileURLToPath(out)}`);
    return rows.every(({ failed }) => failed === 0);
  } finally {
    await stop();
  }
}

const options = readOptions(process.argv.slice(2));
const isWell = options.short ? await runShort(options) : await runFull(options);
process.exit(isWell ? 0 : 1);
