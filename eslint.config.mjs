import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export is called differently in every file.',
};
const noBarrel = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file itself: a file that only passes on hides where things are.',
};
const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config.ts reads the environment; main.ts passes it on.',
};

/** Imports that match are refused; everything else may be imported. */
const refuse = (regex, message) => ({ regex, message });

const noSandbox = refuse(
  '(^|/)(sandbox|test|bench)/',
  'The bot knows nothing of its sandbox, tests or benches.',
);
const noEdges = refuse(
  String.raw`^(\.\./)+(teams|microsoft|store)/`,
  'Only the composition root (index.ts, main.ts, server.ts) brings edges in.',
);
const noRoot = refuse(
  String.raw`^(\.\./)+(index|main|server|config|policyFile|log)$`,
  'The inside does not know how it is put together.',
);

/** Only files of the own folder and these, told by what follows the `../`; no package and no part of Node. */
const onlyInside = (what, ...allowed) => {
  const up = allowed.length === 0 ? '' : String.raw`|(\.\./)+(${allowed.join('|')})$`;
  return refuse(String.raw`^(?!\./${up})`, `${what}: see "Which way dependencies point" in CONTRIBUTING.md.`);
};

/** One zone: what the files of a folder may not import. */
const zone = (files, ...patterns) => ({
  name: `dependencies of ${files.join(', ')}`,
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

/** An edge knows the inside, and neither another edge nor the composition root. */
const edge = (name, ...others) =>
  zone(
    [`src/${name}/**/*.ts`],
    noSandbox,
    refuse(
      String.raw`^(\.\./)+(${others.join('|')}|index|main|server|policyFile|log)(/|$)`,
      'An edge knows neither another edge nor the composition root.',
    ),
  );

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.countersign/', 'coverage/', 'appPackage/build/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', noDefault, noBarrel],
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A number in a sentence reads as it is; objects and undefined stay refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => emit(x)` is how callbacks are written; that nothing is returned is told by the type.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `{ part: _, ...rest }` is how a part is left out of an immutable value.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A port's method is a promise whether or not one implementation has to wait.
      '@typescript-eslint/require-await': 'off',
      // noPropertyAccessFromIndexSignature of the compiler asks for the brackets that this rule would take away.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noDefault, noBarrel, noEnvironment],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Catalogues of sentences: long, and nothing but words.
    files: ['src/texts/english*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Node's agent reads the names of proxies by itself and takes them from there.
    files: ['src/config.ts', 'src/main.ts', 'src/cli/main.ts', 'src/microsoft/connectMicrosoft.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefault, noBarrel] },
  },
  zone(['src/domain/**/*.ts'], onlyInside('The domain imports nothing but itself')),
  zone(
    ['src/ports.ts', 'src/storePorts.ts', 'src/views.ts'],
    refuse(
      String.raw`^(?!\./(domain/.+|audit/.+|ports|storePorts|views)$)`,
      'Ports and views speak in words of the domain alone.',
    ),
  ),
  zone(
    ['src/audit/**/*.ts'],
    refuse(String.raw`^(?!\./|node:crypto$)`, 'A chain is checked without anything else of the bot.'),
  ),
  zone(['src/texts/**/*.ts'], onlyInside('Texts know only the domain', 'domain/.+')),
  zone(
    ['src/operations/**/*.ts', 'src/provisioning/**/*.ts', 'src/notifications/**/*.ts'],
    refuse(
      String.raw`^(?!\.|node:(crypto|perf_hooks)$)`,
      'The inside needs no package and of Node only crypto and perf_hooks: take it through a port.',
    ),
    noSandbox,
    noEdges,
    noRoot,
    refuse(String.raw`^(\.\./)+texts/`, 'The inside says codes and facts; the edges turn them into words.'),
  ),
  edge('teams', 'microsoft', 'store', 'provisioning', 'stepUp', 'cli'),
  edge('stepUp', 'teams', 'microsoft', 'store', 'provisioning', 'cli'),
  edge(
    'microsoft',
    'teams',
    'store',
    'operations',
    'provisioning',
    'notifications',
    'texts',
    'config',
    'views',
    'storePorts',
  ),
  edge(
    'store',
    'teams',
    'microsoft',
    'operations',
    'provisioning',
    'notifications',
    'texts',
    'config',
    'views',
  ),
  zone(
    ['src/index.ts', 'src/main.ts', 'src/server.ts', 'src/log.ts', 'src/neededNode.ts', 'src/cli/**/*.ts'],
    noSandbox,
  ),
  zone(
    ['src/config.ts', 'src/policyFile.ts'],
    noSandbox,
    refuse(
      String.raw`^\./(teams|store|microsoft/(?!cloudAddresses$))`,
      'The configuration knows of the edges only where the services are.',
    ),
  ),
  zone(
    ['sandbox/**/*.ts'],
    refuse(String.raw`(^|/)(src|test|bench)/`, 'The sandbox speaks with the bot by HTTP alone.'),
  ),
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // A store or a story is tested in one file, read from its top to its end.
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      // Matchers are passed around without their object, and a lookup that fails fails the test at once.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A request with a missing part is built by deleting it.
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        URL: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        performance: 'readonly',
        process: 'readonly',
        require: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  {
    // The tool reads its configuration from the default export.
    files: ['eslint.config.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
