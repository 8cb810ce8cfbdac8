import * as vscode from 'vscode';
import { formats } from '../base/vscode/formats.ts';
import type { PromptPart, SentRequest } from '../completion/prompt/prompt.ts';
import type { Snippet, SourceName } from '../completion/prompt/snippet.ts';
import { requestBody } from '../mistral/wire/request.ts';

/** A request as a text for the user: its whole body, in parts, with the reason for each part. The body has no key. */
export function lastRequestText({ request, target, parts, masked, uri, isFill }: SentRequest, at: Date): string {
  const t = vscode.l10n.t;
  const { prompt, suffix } = request;
  const body = JSON.parse(requestBody(request, true, new Set(target.without))) as object;
  const parameters = Object.fromEntries(
    Object.entries(body).filter(([field]) => field !== 'prompt' && field !== 'suffix'),
  );
  const file = vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
  const time = formats.moment(at.getTime());
  const count = parts.length;
  return [
    isFill
      ? t('The last request asked for a fill in {0}, at {1}.', file, time)
      : t('The last request asked for a completion in {0}, at {1}.', file, time),
    t('The whole request is below. Lines of = separate its parts. It was sent to {0}', target.url),
    t('Masked secrets: {0} around the cursor, {1} in snippets of other files.', masked, maskedIn(parts)),
    '',
    heading(t('Parameters')),
    JSON.stringify(parameters, null, 2),
    ...parts.flatMap((part, index) => [
      heading(t('Prompt, part {0} of {1}: {2}', index + 1, count, partText(part, file))),
      part.text,
    ]),
    heading(t('Suffix: {0} from the cursor on', file)),
    suffix ?? '',
    heading(t('End: {0} characters of prompt and {1} of suffix', prompt.length, suffix?.length ?? 0)),
    '',
  ].join('\n');
}

function maskedIn(parts: readonly PromptPart[]): number {
  return parts.reduce((sum, { snippet }) => sum + (snippet?.masked ?? 0), 0);
}

function heading(text: string): string {
  return `===== ${text} =====`;
}

function partText({ snippet }: PromptPart, file: string): string {
  const t = vscode.l10n.t;
  if (!snippet) return t('{0} up to the cursor', file);
  const from = t('{0} from line {1}', snippet.path, snippet.startLine + 1);
  return [from, reasonText(snippet.source), ...sharedText(snippet)].join(', ');
}

function reasonText(source: SourceName): string {
  const t = vscode.l10n.t;
  switch (source) {
    case 'definitions':
      return t('defines a name near the cursor');
    case 'imports':
      return t('imported by this file');
    case 'importers':
      return t('imports this file');
    case 'tabs':
      return t('open or recently viewed');
    case 'edits':
      return t('recently edited');
    case 'siblings':
      return t('belongs to this file');
  }
}

function sharedText({ shared }: Snippet): string[] {
  return shared.length === 0 ? [] : [vscode.l10n.t('shares {0}', shared.join(' '))];
}
