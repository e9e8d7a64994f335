import { z } from 'zod';
import { networkOf } from '../../kernel/network.ts';
import { e164 } from '../customers/normalise.ts';

/**
 * Where a try came from, as it is counted: a telephone number in E.164, or the network of an IP address. Null when it is neither.
 */
export const originKey = (text: string): string | null => {
  const bare = text.trim();
  return networkOf(bare) ?? e164(bare);
};

/** The number or network address of whoever is at the other end, as the carrier's own exchange or web server saw it. */
export const origin = z
  .string()
  .max(64)
  .meta({ examples: ['192.0.2.25'] })
  .transform((text, issue) => {
    const key = originKey(text);
    if (key !== null) return key;
    issue.addIssue('give the telephone number or IP address that the request came from');
    return z.NEVER;
  });
