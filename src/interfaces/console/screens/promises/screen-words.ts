/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  promises: 'Promises',
  says: 'Each sentence that was filed, beside the control that shows whether it is kept',
} as const;
