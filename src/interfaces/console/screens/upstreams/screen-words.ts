/** What the menu and the palette say of it; apart, for it is loaded with the first screen. */
export const screenWords = {
  upstreams: 'Upstream providers',
  says: 'To whom tracebacks led again and again, and whether we go on taking its calls',
} as const;
