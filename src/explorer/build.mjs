// Bundles the explorer page into dist/graphiql when one of its sources has changed. Prints nothing when none has.
// Plain JavaScript, because Node 20 runs it without a build step.

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));
const pageRoot = join(packageRoot, 'src/explorer');
const examplesRoot = join(packageRoot, 'schema/examples');
const outDir = join(packageRoot, 'dist/graphiql');
const stampFile = join(outDir, '.sources.sha256');

const filesUnder = async (folder) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** A hash of all inputs of the bundle: the page, the examples and the versions of the packages. */
const hashSources = async () => {
  const files = [
    ...(await filesUnder(pageRoot)),
    ...(await filesUnder(examplesRoot)),
    join(packageRoot, 'package-lock.json'),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${relative(packageRoot, file)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
};

const readStamp = () => readFile(stampFile, 'utf8').catch(() => undefined);

const bundle = async () => {
  // A test runner sets another value, with which Vite would bundle the development build of React.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: false,
    // The package's .env file holds credentials of Twilio, which must not get into the page.
    envDir: false,
    publicDir: false,
    root: pageRoot,
    // Relative URLs also work under a path prefix of a reverse proxy.
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      // Folders are paths: dist/graphiql is "/", dist/graphiql/graphiql is "/graphiql/".
      assetsDir: 'graphiql',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5_000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // "use client" has no meaning without server rendering.
        onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      },
      target: 'es2022',
    },
  });
};

const SMALL = 1024;
const brotli = (content) =>
  promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });

/** Compresses each file at build time, so that the server does not. */
const compress = async () => {
  const files = (await filesUnder(outDir)).filter((file) => /\.(css|html|js|svg|ttf)$/.test(file));
  for (const file of files) {
    const content = await readFile(file);
    if (content.length < SMALL) continue;
    await writeFile(`${file}.br`, await brotli(content));
    await writeFile(`${file}.gz`, await promisify(gzip)(content));
  }
};

const sources = await hashSources();
if ((await readStamp()) !== sources) {
  console.log('Bundling the GraphiQL page …');
  await bundle();
  await compress();
  // Written last, so that an interrupted build is repeated.
  await writeFile(stampFile, sources);
}
