/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  letters: 'Customer letters',
  says: 'What no e-mail carries: print it, give it to the post, record what comes back',
} as const;
