import { z } from 'zod';

/** A login as it is compared: letters without their case, no space around. */
export const loginKey = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The name under which somebody reaches an account online: his e-mail address or a name of his own. */
export const login = z
  .string()
  .min(3)
  .max(254)
  .regex(/^\s*[^\s<>"]+\s*$/, 'an e-mail address or one word of letters, digits and marks')
  .meta({ examples: ['rosa.nguyen@example.org'] });
