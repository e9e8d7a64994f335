/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  forwards: 'Calls traced forward',
  says: 'To whom we handed a call, what that provider was asked, and what it says',
} as const;
