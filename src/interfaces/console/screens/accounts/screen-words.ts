/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  accounts: 'Voice accounts',
  says: 'Who may call: limits, numbers, the gate, strikes',
} as const;
