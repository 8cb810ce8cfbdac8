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
