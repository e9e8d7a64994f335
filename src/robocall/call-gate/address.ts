import { isIP, isIPv4, SocketAddress } from 'node:net';

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An IP address in the one spelling in which credentials are listed and found; null where it is none. IPv4 within IPv6 is the IPv4 address. */
export const plainAddress = (text: string): string | null => {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return null;
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' });
  return mapped.exec(address)?.[1] ?? address;
};

const proofs = new Map<string, string>();

/** By what a credential of a listed address is found in the snapshot. */
export const addressProof = (address: string): string => {
  const known = proofs.get(address);
  if (known !== undefined) return known;
  const proof = `address:${plainAddress(address) ?? address}`;
  // equipment has a handful of addresses; strangers must not grow this
  if (proofs.size >= 4096) proofs.clear();
  proofs.set(address, proof);
  return proof;
};
