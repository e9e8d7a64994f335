/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  portfolio: 'Portfolio',
  says: 'Every carrier you are counsel of, through the season: who is late, whose records contradict his words, whose confirmation is missing',
} as const;
