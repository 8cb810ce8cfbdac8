import type { Syntax } from '../syntax.ts';
import { cComments, comment, quote } from './strings.ts';

const markup = comment('<!--', '-->');
const php = { open: '<\\?(?:php\\b|=)', close: '\\?>', language: 'php' };
const mustache = { open: '\\{\\{', close: '\\}\\}', language: 'javascript' };
const percent = (language: string) => ({ open: '<%[=#-]?', close: '[-_]?%>', language });

/** Blocks of a template language: `{% if %} … {% endif %}`. */
const templateTags = [
  'if',
  'for',
  'block',
  'macro',
  'with',
  'filter',
  'call',
  'set',
  'raw',
  'verbatim',
  'autoescape',
  'trans',
  'embed',
  'unless',
  'case',
  'capture',
  'comment',
  'tablerow',
  'form',
  'schema',
  'apply',
  'spaceless',
  'cache',
  'blocktrans',
  'blocktranslate',
  'ifchanged',
  'snapshot',
  'test',
  'docs',
];
const jinjaWords = [
  {
    open: `\\{%[-+]?\\s*(?<name>${templateTags.join('|')})\\b(?!\\s+\\w+\\s*=)`,
    close: '\\{%[-+]?\\s*end(?<name>\\w+)',
    end: 'end$name',
  },
];
const jinja: Syntax = {
  quoted: [comment('{#', '#}'), markup],
  embedded: [{ open: '\\{\\{', close: '\\}\\}', language: 'python' }],
  words: jinjaWords,
  tags: 'html',
};
const handlebarsWords = [
  { open: '\\{\\{\\{?~?#[>*]?\\s*(?<name>[\\w./-]+)', close: '\\{\\{~?/\\s*(?<name>[\\w./-]+)', end: '/$name' },
];
const svelteWords = [{ open: '\\{#(?<name>\\w+)', close: '\\{/(?<name>\\w+)', end: '/$name' }];

const prose: Syntax = { isProse: true, keepsIndentation: true };
const fence = ['```', '~~~'].map((mark) => ({
  open: `^[ \\t]*(?:[-*+>][ \\t]+)?(?<mark>\\${mark[0]!}{3,})[^\\n${mark[0]!}]*$`,
  close: '$mark',
  escape: 'none' as const,
  lines: true,
  ends: 'line start' as const,
}));
const markdown: Syntax = {
  ...prose,
  quoted: [markup, ...fence],
  plain: ['(?<!`)`(?!`)[^`\\n]+`', '\\\\[^\\n\\w]'],
};

const latex: Syntax = {
  isProse: true,
  embedded: [
    { open: '\\$\\$', close: '\\$\\$', language: 'latex' },
    { open: '\\$', close: '\\$', language: 'latex' },
  ],
  line: ['(?<!\\\\)%'],
  plain: ['\\\\[\\\\%{}$&#_]'],
  words: [
    {
      open: '\\\\begin\\s*\\{(?<name>[^{}\\n]+)\\}',
      close: '\\\\end\\s*\\{(?<name>[^{}\\n]+)\\}',
      end: '\\end{$name}',
    },
    { open: '\\\\\\[', close: '\\\\\\]', end: '\\]' },
    { open: '\\\\\\(', close: '\\\\\\)', end: '\\)' },
  ],
};

/** By VS Code's language ids. */
export const markupLanguages: Readonly<Record<string, Syntax>> = {
  html: { quoted: [markup], tags: 'html', embedded: [php, mustache] },
  'vue vue-html': { quoted: [markup], tags: 'html', embedded: [mustache] },
  svelte: {
    quoted: [markup],
    tags: 'html',
    tagCode: 'typescript',
    words: svelteWords,
    embedded: [
      {
        open: '\\{(?:[@:](?:html|const|debug|render|else if|then|catch|else)?)?(?![#/])',
        close: '\\}',
        language: 'typescript',
      },
    ],
  },
  astro: {
    quoted: [markup],
    tags: 'html',
    tagCode: 'typescript',
    embedded: [{ open: '\\{', close: '\\}', language: 'javascriptreact' }],
  },
  'xml xsl xaml svg': {
    quoted: [
      markup,
      { open: '<!\\[CDATA\\[', close: ']]>', escape: 'none', lines: true },
      { open: '<\\?', close: '?>', escape: 'none', lines: true },
      { open: '<!(?=[A-Z])', close: '>', escape: 'none', lines: true },
    ],
    tags: 'xml',
  },
  'jinja jinja-html django-html twig liquid nunjucks': jinja,
  'handlebars mustache': {
    quoted: [
      comment('{{!--', '--}}'),
      { open: '\\{\\{!', close: '}}', escape: 'none', lines: true, isComment: true },
      markup,
    ],
    tags: 'html',
    words: handlebarsWords,
    embedded: [{ open: '\\{\\{\\{?(?![#/!])', close: '\\}\\}\\}?', language: 'javascript' }],
  },
  erb: { quoted: [markup], tags: 'html', embedded: [percent('ruby')] },
  'ejs jsp aspnetcorerazor-legacy': { quoted: [markup], tags: 'html', embedded: [percent('javascript')] },
  blade: {
    quoted: [comment('{{--', '--}}'), markup],
    tags: 'html',
    embedded: [php, { open: '\\{\\{', close: '\\}\\}', language: 'php' }],
    words: [
      'if',
      'foreach',
      'forelse',
      'for',
      'while',
      'section',
      'auth',
      'guest',
      'php',
      'push',
      'switch',
      'unless',
      'isset',
      'empty',
      'can',
    ].map((name) => ({ open: `@${name}\\b`, close: `@end${name}\\b`, end: `@end${name}` })),
  },
  'razor aspnetcorerazor': {
    quoted: [comment('@*', '*@'), markup, ...cComments],
    tags: 'html',
    embedded: [{ open: '(?<=@(?:code|functions)?\\s*)\\{', close: '\\}', language: 'csharp' }],
  },
  'markdown mdx quarto rmd instructions prompt chatagent skill': markdown,
  'plaintext git-commit git-rebase restructuredtext asciidoc typst diff log search-result ignore tsv csv code-text-binary raw':
    prose,
  'latex tex context': latex,
  bibtex: { line: ['^%'], brackets: '{}', quoted: [] },
  'pug jade haml slim': { line: ['(?<=^[ \\t]*)\\/\\/'], quoted: [quote('"'), quote("'")], keepsIndentation: true },
  wat: { line: [';;'], quoted: [comment('(;', ';)'), quote('"')] },
  mermaid: { line: ['%%'], quoted: [quote('"')] },
};
