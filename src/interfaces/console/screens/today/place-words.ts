/** The ways to where something is done; apart, for My work is on every screen. */
export const placeWords = {
  openRoom: 'Open its room',
  openFilings: 'Open the certification',
} as const;
