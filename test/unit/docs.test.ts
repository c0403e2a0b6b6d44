import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

const pages = [
  'README.md',
  'src/README.md',
  'src/DECISIONS.md',
  'src/emulator/README.md',
  'bench/README.md',
  'deploy/README.md',
];

/** The text without blocks of code, in which nothing is a link or a heading. */
const proseOf = (file: string) => read(file).replace(/^```[\s\S]*?^```/gm, '');

/** The anchors that GitHub makes of the headings of a page. */
const anchorsOf = (file: string) =>
  [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Every file of src that is no page, from there. */
const sources = readdirSync(resolve(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
  .map((entry) => relative(resolve(root, 'src'), resolve(entry.parentPath, entry.name)));

const backticked = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);

describe.each(pages)('%s', (page) => {
  it('leads with each link to a file and a heading that exist', () => {
    const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = links.filter((target) => !/^https?:/.test(target));
    const broken = local.filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : relative(root, resolve(root, dirname(page), path));
      if (!existsSync(resolve(root, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
    expect(broken).toEqual([]);
    if (page !== 'src/emulator/README.md') expect(local.length).toBeGreaterThan(0);
  });
});

describe('the map of src', () => {
  const [, map = ''] = /\n## The map\n([\s\S]*?)\n## /.exec(read('src/README.md')) ?? [];
  const [, ...rooms] = map.split(/^### /m);
  const entries = rooms.flatMap((room) => {
    const [heading = ''] = backticked(room);
    const folder = heading.replace(/^src\//, '');
    const [, ...table] = room.split('\n');
    return backticked(table.join('\n')).map((word) => (word.endsWith('/') ? word : folder + word));
  });

  it('has every file in one room, and no other', () => {
    const files = entries.filter((entry) => !entry.endsWith('/'));
    expect(files.toSorted()).toEqual(sources.toSorted());
  });

  it('has every folder, and a section for each', () => {
    const folders = new Set(sources.filter((file) => file.includes('/')).map((file) => `${dirname(file)}/`));
    expect(entries.filter((entry) => entry.endsWith('/')).toSorted()).toEqual([...folders].toSorted());
    const headings = rooms.map((room) => backticked(room)[0]?.replace(/^src\//, ''));
    expect(headings.toSorted()).toEqual(['', ...folders].toSorted());
  });
});

describe('the pages about the sources', () => {
  it.each(['src/README.md', 'README.md'])('%s names only files that exist', (page) => {
    const files = backticked(proseOf(page)).filter((word) =>
      /^[\w./-]+\.(?:ts|tsx|mjs|graphql|yml)$/.test(word),
    );
    const isThere = (file: string) =>
      existsSync(resolve(root, file)) ||
      existsSync(resolve(root, 'src', file)) ||
      // In a sentence about a room its files go by their names alone.
      sources.some((source) => basename(source) === file);
    // What the package ships is built.
    const others = files.filter(
      (file) => !file.startsWith('twilio-proxy-graphql/') && !file.startsWith('dist/'),
    );
    expect(others.filter((file) => !isThere(file))).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
  });

  it('give each decision its context and its consequence', () => {
    const [, ...records] = read('src/DECISIONS.md').split(/^### /m);
    expect(records.length).toBeGreaterThan(20);
    for (const record of records) {
      const [, ...lines] = record.split(/^## /m)[0]?.trim().split(/\n+/) ?? [];
      expect(
        lines.map((line) => line.split(':')[0]),
        record,
      ).toEqual(['Context', 'Decision', 'Consequence']);
    }
  });
});
