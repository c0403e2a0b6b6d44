// Removes from dist what tsc wrote for sources that have been moved or removed. tsc leaves it, and the package would ship it.
// Plain JavaScript, because Node 20 runs it without a build step.

import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const [sources, output] = ['.', '../dist'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

for (const file of await readdir(output, { recursive: true })) {
  // Vite writes the explorer page, and empties its folder itself.
  if (file.startsWith(`graphiql${sep}`) || !/\.(js|d\.ts)$/.test(file)) continue;
  const source = file.replace(/\.(js|d\.ts)$/, '.ts');
  if (!existsSync(join(sources, source))) await rm(join(output, file));
}
