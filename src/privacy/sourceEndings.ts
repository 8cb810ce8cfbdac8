/**
 * Endings of source code. A fixed list: which extensions are installed must not decide what is excluded, and prose, data,
 * formats in which people write settings, scripts that set variables, and unknown ones may hold secrets.
 */
const sourceEndings = new Set(
  [
    'ts mts cts tsx js mjs cjs jsx vue svelte astro css scss less graphql gql',
    'py pyi go rs rb php lua pl r java kt kts scala groovy gradle dart swift proto',
    'c h cc cpp cxx hpp hh hxx m mm cu cs fs vb cshtml razor zig nim d f90 sol',
    'ex exs erl hrl clj hs jl ml mli elm',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a path, in any case, has an ending of source code. */
export function isSource(path: string): boolean {
  return sourceEndings.has(/\.([^./]+)$/.exec(path.toLowerCase())?.[1] ?? '');
}
