import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const builtModule = fileURLToPath(new URL('../../dist/memory.js', import.meta.url));

/** glibc alone has the thresholds; its version stands in Node.js's own report. */
const isGlibc = 'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header;

/**
 * So many pages are given to a process that takes and gives back blocks of one to ten megabytes, each larger than the one
 * before: what was freed already teaches the C library nothing of the next.
 */
function faultsOf(tune: string): number {
  const script = `
    ${tune}
    gc();
    const before = process.resourceUsage().minorPageFault;
    for (let size = 1; size < 10; size += 0.1) {
      Buffer.allocUnsafeSlow(size * 1024 * 1024).fill(1);
      gc({ type: 'minor' });
    }
    console.log(process.resourceUsage().minorPageFault - before);`;
  const argv = ['--expose-gc', '--input-type=module', '-e', script];
  return Number(execFileSync(process.execPath, argv, { encoding: 'utf8' }));
}

describe.runIf(isGlibc)('the memory of bodies', () => {
  it('stays with the process, so that it is not asked of the system page by page each time', () => {
    const tuned = faultsOf(`(await import(${JSON.stringify(builtModule)})).tuneMemory();`);
    expect(tuned).toBeGreaterThan(0);
    expect(tuned).toBeLessThan(faultsOf('') / 4);
  });
});
