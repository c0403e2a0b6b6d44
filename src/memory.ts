import { setFlagsFromString } from 'node:v8';

/** Larger than any body that is read or written, and less than the 32 MB from which on the C library learns nothing. */
const LESSON_BYTES = 16 * 1024 * 1024;

/**
 * Tunes the memory of the process, which must be a gateway's own: a library has no say in it.
 *
 * - Lets no object be born old. Under load V8 finds that most of what an operation makes outlives a few collections of young
 *   objects, and puts the next ones among the old; there, each keeps its whole operation until the next major collection.
 * - Lets the old generation grow to three times what is alive in it. V8 goes up to four times by itself, but takes the bodies
 *   that come and go for growth, and then for a heap that has to be kept small: one major collection follows the other.
 * - Lets the C library keep the memory of bodies. It gives blocks from 128 KB on back to the system at once, and what lies
 *   free at the end of its heap; each page costs a fault when it is needed again. The larger the blocks that it has seen
 *   freed, the more it keeps, so it is shown a large one, which is never touched: `M_MMAP_THRESHOLD` in mallopt(3).
 */
export function tuneMemory(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--heap-growing-percent=200');
  Buffer.allocUnsafeSlow(LESSON_BYTES);
}
