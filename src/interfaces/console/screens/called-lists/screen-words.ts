/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  lists: 'Called lists',
  says: 'Numbers on the do-not-call registry and reassigned ones, with which the traffic of a day is compared',
} as const;
