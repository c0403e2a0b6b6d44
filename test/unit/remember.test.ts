import { describe, expect, it } from 'vitest';
import { remembering } from '../../src/server/remember.ts';

/** A function that tells what it was asked, and one that remembers its answers. */
function asking<T>(answer: (text: string) => T) {
  const asked: string[] = [];
  const remembered = remembering((text) => {
    asked.push(text);
    return answer(text);
  });
  return { asked, remembered };
}

describe('a function that remembers', () => {
  it.each([null, false, 'json'])('works an answer out once: %s', (answer) => {
    const { asked, remembered } = asking(() => answer);
    expect([remembered('*/*'), remembered('*/*'), remembered('')]).toEqual([answer, answer, answer]);
    expect(asked).toEqual(['*/*', '']);
  });

  it('remembers no text that is long, and not more than 64', () => {
    const { asked, remembered } = asking((text) => text.length);
    const long = 'x'.repeat(1025);
    expect([remembered(long), remembered(long)]).toEqual([1025, 1025]);
    const texts = Array.from({ length: 64 }, (_, index) => String(index));
    for (const text of [...texts, ...texts, 'one more', '0']) remembered(text);
    expect(asked).toEqual([long, long, ...texts, 'one more', '0']);
  });
});
