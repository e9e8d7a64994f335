/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  play: 'Play the year',
  says: 'Move a date over fourteen months: what could be used, which waits ran, what was due, and why',
} as const;
