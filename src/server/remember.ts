/** So many texts are remembered, none longer than this: they come from outside. */
const MAX_TEXTS = 64;
const MAX_LENGTH = 1024;

/** The same function, which works out its answer to a text once, as long as the texts are few: headers mostly are. */
export function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const fresh = answer(text);
    if (text.length > MAX_LENGTH) return fresh;
    if (known.size === MAX_TEXTS) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
