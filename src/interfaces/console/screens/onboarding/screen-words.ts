/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  board: 'Onboarding',
  says: 'New voice customers: who they are, what they mean to do, and who decided',
} as const;
