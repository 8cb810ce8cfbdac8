/** Matches text that VS Code turns into a link in a notification (1.139.1, `linkedText.ts`). */
export const linkInNotification = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
