/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  charts: 'Charts',
  says: 'Approvals, waits, dates ahead, traffic and the gate, drawn; each with its table',
} as const;
