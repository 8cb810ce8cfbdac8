// Who may import whom in src/: `npm run check:lint` holds it.

/** The features in order: each may import those named, besides itself and what it has under vscode/. */
const pure = {
  base: [],
  language: ['base'],
  mistral: ['base'],
  privacy: ['base'],
  secrets: ['base'],
  completion: ['base', 'language', 'mistral', 'secrets'],
  context: ['base', 'language', 'secrets', 'completion'],
  fill: ['base', 'language', 'mistral', 'completion'],
  usage: ['base', 'mistral', 'completion'],
};

/** The layers that know VS Code, in order: each may import the pure features and the layers above it. */
const editor = [
  'base/vscode',
  'language/vscode',
  'privacy/vscode',
  'connection',
  'status',
  'completion/vscode',
  'context/vscode',
  'usage/vscode',
  'fill/vscode',
  'onboarding',
  'diagnostics',
];

const features = Object.keys(pure);
const pureFolders = (names) => `^src/(${names.join('|')})/(?!vscode/)`;

const ofPure = features.map((feature) => ({
  name: `${feature} imports only ${[feature, ...pure[feature]].join(', ')}`,
  severity: 'error',
  from: { path: pureFolders([feature]) },
  to: { path: '^src/', pathNot: pureFolders([feature, ...pure[feature]]) },
}));

const ofEditor = editor.map((layer, index) => ({
  name: `${layer} imports only what comes before it`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: [pureFolders(features), `^src/(${editor.slice(0, index + 1).join('|')})/`] },
}));

/** The packages in the bundle, and who may import them. */
const packages = {
  vscode: `^src/(extension\\.ts$|(${editor.join('|')})/)`,
  '@vscode/l10n': '^src/usage/page/',
  'eventsource-parser': '^src/mistral/wire/',
  'lru-cache': '^src/(completion|context|privacy)/',
};

const ofPackages = Object.entries(packages).map(([name, path]) => ({
  name: `${name} is imported in its place only`,
  severity: 'error',
  from: { path: '^src/', pathNot: path },
  to: { path: `^${name}$|node_modules/(@types/)?${name}/` },
}));

const noOthers = {
  name: 'no other package',
  severity: 'error',
  from: { path: '^src/' },
  to: { pathNot: `^src/|^vscode$|node_modules/(@types/)?(${Object.keys(packages).join('|')})/` },
};

const noCycle = { name: 'no cycle', severity: 'error', from: {}, to: { circular: true } };

export default {
  forbidden: [...ofPure, ...ofEditor, ...ofPackages, noOthers, noCycle],
  options: {
    tsPreCompilationDeps: true, // type imports count, too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    doNotFollow: { path: 'node_modules' },
  },
};
