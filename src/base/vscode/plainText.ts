/**
 * A message without links. VS Code turns `[label](command:…)` in a notification into a link that runs the command
 * (1.139.1). A message may contain text of a host, a model or a workspace's settings, which must not run commands.
 */
export function plainText(message: string): string {
  return message.replaceAll('](', '] (');
}
