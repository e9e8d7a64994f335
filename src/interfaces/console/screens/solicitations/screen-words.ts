/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  requests: 'Requests for approval',
  says: 'A supervisor approves what asks customers for approval, before it goes out',
} as const;
