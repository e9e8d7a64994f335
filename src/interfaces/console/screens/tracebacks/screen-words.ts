/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  tracebacks: 'Tracebacks',
  says: 'Whose call was it? Answered in full within 24 hours',
  onCall: 'On call',
  onCallSays: 'What waits for whoever is on call, on a telephone',
} as const;
