import { setFlagsFromString } from 'node:v8';

/** Larger than any body, and below the 32 MB from which on glibc does not adapt its threshold. */
const LARGE_BLOCK_BYTES = 16 * 1024 * 1024;

/**
 * Tunes the memory of the process. Only the program calls it; a library must not change its host process.
 *
 * - V8 allocates no objects in the old generation at once. Under load it learns that most objects of an operation survive
 *   a few young collections, and allocates the next ones there; each keeps its operation alive until a major collection.
 * - The old generation may grow to three times its live size. V8 allows four times, but takes request and response bodies
 *   for growth, and then limits the heap, which causes one major collection after the other.
 * - glibc keeps the memory of bodies. By default it returns blocks of 128 KB and more to the system, and each page costs a
 *   fault when it is used again. It raises that limit to the largest block that was freed (`M_MMAP_THRESHOLD` in
 *   mallopt(3)), so this allocates one large block and drops it. No page of it is touched.
 */
export function tuneMemory(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--heap-growing-percent=200');
  Buffer.allocUnsafeSlow(LARGE_BLOCK_BYTES);
}
