import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Rooms, from the ground floor up. Imports go down only: server → resolvers → graphql → twilio. */
const forbidden = {
  twilio: ['graphql', 'resolvers', 'server', 'emulator'],
  graphql: ['resolvers', 'server', 'emulator'],
  resolvers: ['server', 'emulator'],
  server: ['emulator'],
  emulator: ['twilio', 'graphql', 'resolvers', 'server'],
};

const why = {
  emulator:
    'The emulator imports nothing from the gateway: a wrong path must not be confirmed by our own double.',
  default: 'Imports go one way: server → resolvers → graphql → twilio. Move the code, not the rule.',
};

const topFiles = ['config.ts', 'logger.ts', 'gateway.ts', 'main.ts'];
const allowedTopFiles = {
  twilio: [],
  graphql: [],
  resolvers: [],
  server: ['logger.ts'],
  emulator: [],
};

/** The import law of one room. A room's tests may import all. */
const room = (name) => ({
  files: [`src/${name}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden[name].flatMap((other) => [`**/${other}/**`, `**/${other}`]),
            message: `src/${name} may not import this. ${why[name] ?? why.default}`,
          },
          {
            group: topFiles
              .filter((file) => !allowedTopFiles[name].includes(file))
              .flatMap((file) => [`../${file}`, `../../${file}`]),
            message: `src/${name} receives values; only gateway.ts and main.ts put rooms together. ${why.default}`,
          },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'src/graphql/generated.ts'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
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
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only src/config.ts reads process.env; others receive values.',
        },
      ],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
  ...Object.keys(forbidden).map(room),
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
  { files: ['*.config.ts', '*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['schema/*.graphql'],
    languageOptions: { parser: graphqlPlugin.parser },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          allowLeadingUnderscore: true,
        },
      ],
    },
  },
);
