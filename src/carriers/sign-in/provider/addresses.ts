/** Where the staff of a carrier go to sign in by its own provider. */
export const signInAddress = (base: string, carrierId: string): string =>
  `${base}/v1/sessions/by-provider/${carrierId}`;

/** Where every provider sends them back to: its redirect URI. */
export const returnAddress = (base: string): string => `${base}/v1/sessions/by-provider/return`;
