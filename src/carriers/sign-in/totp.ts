import { createHmac, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;

/** Bytes in base32 (RFC 4648) without padding, as authenticator apps take a secret. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};

/** The number of the step of thirty seconds in which an instant (epoch ms) lies. */
export const stepAt = (now: number): number => Math.floor(now / stepMs);

/** The six digits of a step: RFC 6238 with SHA-1, which is what every app computes. */
export const codeOfStep = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const start = mac.readUInt8(mac.length - 1) & 0xf;
  return String((mac.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The step whose code this is: the present one, or a neighbour for clocks that differ by half a minute. Null where it is none. */
export const stepOfCode = (secret: Uint8Array, code: string, now: number): number | null => {
  const present = stepAt(now);
  return [present, present - 1, present + 1].find((step) => same(codeOfStep(secret, step), code)) ?? null;
};

/** The address that an authenticator app reads from a square code. */
export const appAddress = (secret: string, email: string): string =>
  `otpauth://totp/${encodeURIComponent(`Compline:${email}`)}?${new URLSearchParams({ secret, issuer: 'Compline' })}`;
