/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  incidents: 'Incidents',
  says: 'Breaches, and ways to say no that failed: clocks, letters, what remains',
} as const;
