/** VS Code's language ids by the ends of file names: it tells them of open documents only. */
const languages: Readonly<Record<string, string>> = {
  ...{ ts: 'typescript', mts: 'typescript', cts: 'typescript', tsx: 'typescriptreact' },
  ...{ js: 'javascript', mjs: 'javascript', cjs: 'javascript', jsx: 'javascriptreact' },
  ...{
    vue: 'vue',
    svelte: 'svelte',
    astro: 'astro',
    html: 'html',
    htm: 'html',
    css: 'css',
    scss: 'scss',
    less: 'less',
  },
  ...{ py: 'python', pyi: 'python', go: 'go', rs: 'rust', rb: 'ruby', php: 'php', lua: 'lua', pl: 'perl', r: 'r' },
  ...{ java: 'java', kt: 'kotlin', kts: 'kotlin', scala: 'scala', groovy: 'groovy', dart: 'dart', swift: 'swift' },
  ...{ c: 'c', h: 'c', cc: 'cpp', cpp: 'cpp', cxx: 'cpp', hpp: 'cpp', hh: 'cpp', hxx: 'cpp', m: 'objective-c' },
  ...{ cs: 'csharp', fs: 'fsharp', vb: 'vb', ex: 'elixir', exs: 'elixir', clj: 'clojure', hs: 'haskell', jl: 'julia' },
  ...{ sh: 'shellscript', bash: 'shellscript', zsh: 'shellscript', ps1: 'powershell', sql: 'sql', proto: 'proto3' },
  ...{ mm: 'objective-cpp', cu: 'cuda-cpp', zig: 'zig', nim: 'nim', d: 'd', ml: 'ocaml', mli: 'ocaml', elm: 'elm' },
  ...{
    erl: 'erlang',
    hrl: 'erlang',
    sol: 'solidity',
    f90: 'fortran',
    gradle: 'groovy',
    cshtml: 'razor',
    razor: 'razor',
  },
  ...{ graphql: 'graphql', gql: 'graphql', mdx: 'mdx', rst: 'restructuredtext', adoc: 'asciidoc' },
  ...{
    json: 'json',
    jsonc: 'jsonc',
    yaml: 'yaml',
    yml: 'yaml',
    toml: 'toml',
    xml: 'xml',
    md: 'markdown',
    tf: 'terraform',
  },
};

/** The language of a file by its name; `plaintext` where that does not tell. */
export function languageOf(path: string): string {
  const end = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return languages[end] ?? 'plaintext';
}

/** Languages in which settings are written, or scripts that do nothing but set variables. */
const ofSettings = new Set(['plaintext', 'json', 'jsonc', 'yaml', 'toml', 'xml', 'shellscript', 'powershell']);

/** Whether a file is a program's code, or prose, by its name; false where that does not tell. */
export function isSource(path: string): boolean {
  return !ofSettings.has(languageOf(path));
}
