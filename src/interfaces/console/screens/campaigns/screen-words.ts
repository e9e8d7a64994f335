/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  campaigns: 'Campaigns',
  says: 'What is offered by CPNI: built, reviewed by another person, frozen, released',
} as const;
