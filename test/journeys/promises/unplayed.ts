/** Promises that no journey plays, by number, and why. A number stands here or in the title of a test, never in both. */
export const unplayed: Readonly<Record<string, string>> = {};
