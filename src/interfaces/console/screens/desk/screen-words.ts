/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  desk: 'Call desk',
  says: 'Who calls, what may be told, and the ways that open it',
} as const;
