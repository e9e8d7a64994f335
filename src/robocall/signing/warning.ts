/** What is not as it should be and yet no reason to refuse. */
export type Warning = { readonly code: string; readonly text: string };
