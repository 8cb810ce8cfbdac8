import * as vscode from 'vscode';

const { Line, LineThin, Block, BlockOutline, Underline, UnderlineThin } = vscode.TextEditorCursorStyle;

/** Values of the setting `editor.cursorStyle`. */
const styleNames: Readonly<Record<vscode.TextEditorCursorStyle, string>> = {
  [Line]: 'line',
  [LineThin]: 'line-thin',
  [Block]: 'block',
  [BlockOutline]: 'block-outline',
  [Underline]: 'underline',
  [UnderlineThin]: 'underline-thin',
};

/**
 * Whether keys are commands in an editor, as in Vim's normal mode. Extensions for modal editing (VSCodeVim, Neovim, Dance)
 * then show another cursor than a line. A user may have set that cursor for all editors.
 */
export function isInCommandMode({ options: { cursorStyle = Line }, document }: vscode.TextEditor): boolean {
  if (cursorStyle === Line || cursorStyle === LineThin) return false;
  return styleNames[cursorStyle] !== vscode.workspace.getConfiguration('editor', document).get('cursorStyle');
}
