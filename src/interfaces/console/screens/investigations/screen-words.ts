/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  investigations: 'Investigations',
  says: 'Calls that are looked into: what gave cause, what was found, what was done',
} as const;
