import { type FileHandle, open } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/** The file or stream cannot be written. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(cause: unknown) {
    super('The output cannot be written.', { cause });
  }

  /** The code of the system, such as `ENOSPC`. */
  get code(): string {
    const { code = 'unknown' } = this.cause as NodeJS.ErrnoException;
    return code;
  }
}

/** Where the lines go. */
export interface Output {
  /** Writes a part of a line; the last part ends with a line feed. Throws OutputError. */
  write(text: string): Promise<void>;
  /** Removes the line that is not complete, as far as the output allows that. */
  discardLine(): Promise<void>;
  /** Ends the output, with all lines on the disk. Throws OutputError. */
  close(): Promise<void>;
}

const failing = async <T>(action: Promise<T>): Promise<T> => {
  try {
    return await action;
  } catch (error) {
    throw new OutputError(error);
  }
};

class FileOutput implements Output {
  readonly #file: FileHandle;
  #written: number;
  /** The bytes of the complete lines. */
  #complete: number;

  constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#written = bytes;
    this.#complete = bytes;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    await failing(this.#file.writeFile(bytes));
    this.#written += bytes.length;
    if (text.endsWith('\n')) this.#complete = this.#written;
  }

  async discardLine(): Promise<void> {
    // The failed write may have written a part.
    await this.#file.truncate(this.#complete).catch(() => undefined);
    this.#written = this.#complete;
  }

  async close(): Promise<void> {
    try {
      await failing(this.#file.sync());
    } finally {
      await failing(this.#file.close());
    }
  }
}

/** Only the owner may read it: an export has names and numbers of people. */
const MODE = 0o600;

/** Creates a file. Rejects with EEXIST when there is one. */
export const createFile = async (path: string): Promise<Output> =>
  new FileOutput(await open(path, 'ax', MODE), 0);

/** Opens a file to append after so many bytes, and removes what follows them. */
export async function reopenFile(path: string, bytes: number): Promise<Output> {
  const file = await open(path, 'a');
  try {
    await file.chmod(MODE);
    await file.truncate(bytes);
    return new FileOutput(file, bytes);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Writes to a stream such as standard output. A write that waits for the reader fails when the signal aborts. */
export function streamOutput(stream: Writable, signal: AbortSignal): Output {
  // A failed write rejects; without a listener the event would end the process as well.
  stream.on('error', () => undefined);
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const onAbort = () => reject(new Error('The output has ended.'));
      signal.addEventListener('abort', onAbort, { once: true });
      stream.write(text, (error) => {
        signal.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve();
      });
    });
  return {
    write: (text) => failing(write(text)),
    discardLine: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
