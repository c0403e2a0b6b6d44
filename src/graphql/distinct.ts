/** So many characters at the end of a SID tell it from nearly all others. */
const TELLING = 8;

function hashOf(text: string): number {
  let hash = 0;
  for (let index = Math.max(0, text.length - TELLING); index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/**
 * Whether all SIDs are different. A Set would have each hashed from its first character to its last, which no other part of
 * an operation needs; only where many end alike does it decide.
 */
export function areDistinct(sids: readonly string[]): boolean {
  // A table of the numbers of those that were met, from 1; 0 is a free place. At least half of it stays free. No typed array:
  // V8 would ask the system for its memory and have it swept.
  const table = new Array<number>(2 ** Math.ceil(Math.log2(2 * sids.length + 1))).fill(0);
  let collisions = 0;
  for (let index = 0; index < sids.length; index += 1) {
    const sid = sids[index] ?? '';
    let place = hashOf(sid) & (table.length - 1);
    for (let met = table[place] ?? 0; met > 0; met = table[place] ?? 0) {
      if (sids[met - 1] === sid) return false;
      collisions += 1;
      if (collisions > sids.length) return new Set(sids).size === sids.length;
      place = (place + 1) & (table.length - 1);
    }
    table[place] = index + 1;
  }
  return true;
}
