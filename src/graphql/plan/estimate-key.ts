import { outlineOf, type ReadCursor } from '../cursor.ts';

/** An id in any case; and as Twilio writes it. Either has one to four SIDs. */
const ID = /^[A-Z]{2}[0-9a-fA-F]{32}(?:-[A-Z]{2}[0-9a-fA-F]{32}){0,3}$/;
const CANONICAL = /^[A-Z]{2}[0-9a-f]{32}(?:-[A-Z]{2}[0-9a-f]{32}){0,3}$/;

/** Characters of a SID, and of a SID with the hyphen before the next one. */
const SID_LENGTH = 34;
const STEP = SID_LENGTH + 1;

/** Longer texts are cursors, or names whose meaning lies in their letters. */
const LONGEST_TEXT = 64;

/** What becomes of a text in a key: an id, a text that stands for itself, or a longer one. */
export function kindOfText(text: string): 'id' | 'plain' | 'long' {
  // No id is shorter, and most texts are.
  if (text.length >= SID_LENGTH && ID.test(text)) return 'id';
  return text.length > LONGEST_TEXT ? 'long' : 'plain';
}

/**
 * Writes values so that two have the same text only when they cost the same: each SID is replaced by the number of its first
 * occurrence, a cursor by its outline. Every item says what it is and where it ends, so that none can look like another one.
 */
export class EstimateKey {
  readonly #read: ReadCursor;
  readonly #numbers = new Map<string, number>();
  #text = '';
  #isClear = true;
  #cursor: string | null = null;

  constructor(read: ReadCursor) {
    this.#read = read;
  }

  /** What was written; null when a value among it has more to say than its key. */
  get text(): string | null {
    return this.#isClear ? this.#text : null;
  }

  write(value: unknown): void {
    if (typeof value === 'string') this.#writeText(value);
    else if (Array.isArray(value)) {
      this.#text += '[';
      for (const item of value) this.write(item);
      this.#text += ']';
    } else if (typeof value === 'object' && value !== null) this.#writeObject(value);
    else this.#text += `${String(value)},`;
  }

  #writeObject(value: object): void {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) this.#isClear = false;
    this.#text += '{';
    for (const name of Object.keys(value)) {
      this.#text += `${name.length}:${name}`;
      this.write((value as Readonly<Record<string, unknown>>)[name]);
    }
    this.#text += '}';
  }

  #writeText(text: string): void {
    // As nearly all ids are written.
    if (text.length >= SID_LENGTH && CANONICAL.test(text)) {
      this.#writeSids(text);
      return;
    }
    const kind = kindOfText(text);
    if (kind === 'long') this.#writeCursor(text);
    else if (kind === 'plain') this.#writePlain(text);
    else {
      this.#writeSids(text.toLowerCase().replace(/(?:^|-)../g, (prefix) => prefix.toUpperCase()));
      // A unique name may have this form, and in another case it is another name.
      this.#text += `=${text}`;
    }
  }

  #writePlain(text: string): void {
    this.#text += `=${text.length}:${text}`;
  }

  /**
   * One cursor: of several, it would count whether they lead to the same page. Its length counts where the text stands in
   * the place of a name.
   */
  #writeCursor(text: string): void {
    const outline = outlineOf(text, this.#read);
    this.#cursor ??= text;
    if (outline === null || this.#cursor !== text) {
      this.#isClear = false;
      return;
    }
    this.#text += `@${text.length}`;
    this.#writePlain(outline.rest);
    this.write(outline.names);
  }

  #writeSids(id: string): void {
    for (let start = 0; start < id.length; start += STEP) {
      const sid = id.slice(start, start + SID_LENGTH);
      let number = this.#numbers.get(sid);
      if (number === undefined) {
        number = this.#numbers.size;
        this.#numbers.set(sid, number);
      }
      this.#text += `#${sid.slice(0, 2)}${number}`;
    }
    this.#text += ',';
  }
}
