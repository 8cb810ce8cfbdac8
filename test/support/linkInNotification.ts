/** What VS Code makes a link of in a notification (1.139.1, `linkedText.ts`). */
export const linkInNotification = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
