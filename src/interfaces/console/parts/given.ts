/** What a field that may stay empty holds, as operations take it. */
export const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());
