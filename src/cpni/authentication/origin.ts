import { isIP } from 'node:net';
import { z } from 'zod';
import { e164 } from '../customers/normalise.ts';

/** The eight groups of an IPv6 address, each as it is compared; those that `::` stands for are 0. */
const groupsOf = (address: string): readonly string[] => {
  const [bare = ''] = address.toLowerCase().split('%', 1);
  const [head = '', tail] = bare.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
};

/**
 * Where a try came from, as it is counted: a telephone number in E.164, an IPv4 address, or the first half of an IPv6 address, as
 * one customer holds a whole /64. Null when it is none of them.
 */
export const originKey = (text: string): string | null => {
  const bare = text.trim();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return isIP(mapped) === 4 ? mapped : null;
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) === 6) return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
  return e164(bare);
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
