import { readdirSync, readFileSync } from 'node:fs';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const recommended = graphqlPlugin.configs['flat/schema-recommended'].rules;
const [, recommendedNames] = recommended['@graphql-eslint/naming-convention'];

const schemaFolder = new URL('schema/', import.meta.url);
const schemaFiles = readdirSync(schemaFolder).filter((file) => file.endsWith('.graphql'));

/**
 * The whole schema for the rules that look across files. What `@link` brings in is written out: for a schema with `@link`
 * the plugin would call `@apollo/subgraph` in a way that its present version refuses.
 */
const wholeSchema = [
  ...schemaFiles.map((file) => readFileSync(new URL(file, schemaFolder), 'utf8')),
  'directive @cost(weight: Int!) on INPUT_FIELD_DEFINITION',
  'directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT',
  'directive @link(url: String!, import: [String!]) on SCHEMA',
  'directive @shareable on OBJECT',
  'directive @tag(name: String!) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION',
]
  .join('\n')
  .replace(/^extend schema\b[^)]*\)/m, '');

/** The layers of src, from top to bottom. A folder imports only from folders below its own layer. */
const layers = [
  ['commands'],
  ['config'],
  ['server'],
  ['resolvers', 'observability'],
  ['graphql'],
  ['planner'],
  ['loaders', 'pagination', 'webhooks', 'events'],
  ['errors'],
  ['twilio'],
];

/** The folders from which each folder may import. Files of src itself (main, index, gateway) may import from all. */
const allowedImports = {
  ...Object.fromEntries(
    layers.flatMap((folders, layer) => folders.map((name) => [name, layers.slice(layer + 1).flat()])),
  ),
  commands: [...layers.slice(1).flat(), 'redis'],
  webhooks: ['events', 'twilio'],
  // Only their interfaces: see the rule for src/redis below.
  redis: layers.flat(),
  // The emulator must not confirm a wrong path of the client.
  emulator: [],
  explorer: [],
};

const folders = readdirSync(new URL('src/', import.meta.url), { withFileTypes: true });

const importZones = folders
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const allowed = allowedImports[name] ?? [];
    const names = allowed.map((other) => `src/${other}`).join(', ') || 'no other folder';
    return {
      target: `src/${name}`,
      from: 'src',
      except: [name, ...allowed].map((other) => `./${other}`),
      message: `src/${name} imports from ${names}. Move the code down, or pass the value in.`,
    };
  });

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      'node_modules/',
      'src/graphql/generated.ts',
      'examples/console/src/gql/',
      'test/conformance/clients/relay/__generated__/',
      // An app whose types are generated while a test compiles it under strict; without them the rules see `any`.
      'test/conformance/clients/types/app/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      // Hooks of Apollo Server return promises, whether or not they wait for something.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/config/config.ts reads process.env; others receive values.',
        },
      ],
    },
  },
  { files: ['src/**/*.ts', 'src/**/*.tsx'], rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['src/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: importZones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
  },
  {
    files: ['src/redis/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['../**'],
              allowTypeImports: true,
              message: 'src/redis imports nothing but types from other folders. Pass the value in.',
            },
          ],
        },
      ],
    },
  },
  {
    // A test knows what it asked for, so it looks into answers without types.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.config.ts', '*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  {
    // Measuring programs: plain JavaScript with types in comments, apart from the product and its packages.
    files: ['bench/**/*.mjs'],
    extends: [...tseslint.configs.recommended],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: wholeSchema } },
    },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      ...recommended,
      ...graphqlPlugin.configs['flat/schema-relay'].rules,
      // Exception: one line each, as they are read beside their fields.
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      // Exception: these are no things of their own, so they have no id.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            types: [
              'PageInfo',
              'ProxyCapabilities',
              'ProxyCount',
              'ProxyInteractionEvent',
              'ProxyPool',
              'ProxyTranscript',
              'ProxyTranscriptEntry',
              'ProxyUserError',
              'ProxyWebhook',
            ],
            suffixes: ['Connection', 'Edge', 'Payload'],
          },
        },
      ],
      // Exception: connections offer their rows without edges as well, and payloads a list of user errors.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // Stricter than the recommended set: everything is described, and an input is told by its name.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
          // Exception: src/graphql/type-defs.ts describes them once for all connections.
          ignoredSelectors: ['[type=InputValueDefinition][name.value=/^(first|after|last|before)$/]'],
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          ...recommendedNames,
          InputObjectTypeDefinition: { style: 'PascalCase', requiredSuffixes: ['Input', 'Filter'] },
        },
      ],
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
    },
  },
  {
    // The description of the schema has several paragraphs.
    files: ['schema/schema.graphql'],
    rules: { '@graphql-eslint/description-style': 'off' },
  },
);
