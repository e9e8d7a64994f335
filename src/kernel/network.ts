import { isIP } from 'node:net';

/** The groups of one side of `::`, as numbers; an address of IPv4 at its end counts as two. */
const groupsIn = (side: string): readonly number[] =>
  side === ''
    ? []
    : side.split(':').flatMap((group) => {
        if (!group.includes('.')) return [Number.parseInt(group, 16)];
        const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
        return [a * 256 + b, c * 256 + d];
      });

/**
 * The network of an IP address, in one form however it was written: itself of IPv4, also where it is written as IPv6; of IPv6 its /64,
 * the whole of which one customer holds. Null where it is no IP address.
 */
export const networkOf = (address: string): string | null => {
  if (isIP(address) === 4) return address;
  if (isIP(address) !== 6) return null;
  const [bare = ''] = address.split('%', 1);
  const [head = '', tail = ''] = bare.split('::');
  const [before, after] = [groupsIn(head), groupsIn(tail)];
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 6).join() === '0,0,0,0,0,65535') return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
};
