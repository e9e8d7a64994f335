/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  registration: 'Robocall database',
  says: 'What the FCC’s Robocall Mitigation Database says of the carrier, its plan, and what was filed',
} as const;
