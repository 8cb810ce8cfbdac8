/**
 * A message without links. Of `[label](command:…)` VS Code makes one in every notification, and runs the command at a
 * click (1.139.1): but a message may hold the words of a host, of the model, or of a workspace's settings.
 */
export function plainText(message: string): string {
  return message.replaceAll('](', '] (');
}
