import { lookUpText } from './dns-text.ts';
import { fetchMail } from './mail-in.ts';
import { sendMail } from './mail-out.ts';
import type { Outside } from './outside.ts';
import { publicUrl } from './public-url.ts';
import { visit } from './visit.ts';

/** The world as it is. */
export const realOutside = (): Outside => ({ sendMail, lookUpText, fetchMail, visit, publicUrl: publicUrl() });
