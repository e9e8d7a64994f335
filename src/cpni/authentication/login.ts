/** A login as it is compared: letters without their case, no space around. */
export const loginKey = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
