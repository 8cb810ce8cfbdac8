/**
 * Endings of source code. A fixed list: which extensions are installed must not decide what is excluded, and prose, data,
 * formats in which people write settings, scripts that set variables, and unknown ones may hold secrets.
 */
const sourceEndings = endings(
  'ts mts cts tsx js mjs cjs jsx vue svelte astro coffee css scss less graphql gql hbs erb ejs pug cshtml razor',
  'py pyi go rs rb php lua pl r java kt kts scala groovy gradle dart swift proto cr d pas adb ads ada',
  'c h cc cpp cxx hpp hh hxx inl m mm cu cs fs vb zig nim f90 sol s asm v sv svh vhd vhdl usf ush wgsl glsl hlsl',
  'ex exs erl hrl clj cljs hs jl ml mli elm gd lisp el scm rkt psm1',
);
/** Endings and names of scripts and templates: code as well, which may set variables or have them written into it. */
const scriptEndings = endings('ps1 psd1 sh zsh bash tpl mdx ipynb bicep');
const scriptNames = /(^|\/)(makefile|dockerfile|cmakelists\.txt|(tasks|handlers)\/[^/]+\.ya?ml)$/;

/** Whether a path, in any case, is one of source code. */
export function isSource(path: string): boolean {
  return sourceEndings.has(endingOf(path));
}

/** Whether a path, in any case, is one of a script or a template. */
export function isScript(path: string): boolean {
  return scriptEndings.has(endingOf(path)) || scriptNames.test(path.toLowerCase());
}

function endings(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

function endingOf(path: string): string {
  return /\.([^./]+)$/.exec(path.toLowerCase())?.[1] ?? '';
}
