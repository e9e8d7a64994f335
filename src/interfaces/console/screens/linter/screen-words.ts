/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  linter: 'Check a filing',
  says: 'Drop a certification, statement or mitigation plan: every defect, with its place, its law and what mends it',
} as const;
