/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  certifications: 'Certification',
  says: 'The annual certification: the year, the statement against its evidence, signing, filing',
} as const;
