import { createHash, randomBytes } from 'node:crypto';

const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

const version7 = (ms: number, random: Buffer): string => {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  random.copy(bytes, 6, 0, 10);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return dashed(bytes.toString('hex'));
};

/** Makes ids (UUID version 7, RFC 9562): sortable by the given instant, else random. */
export type MakeId = () => string;

/** Ids from the machine's randomness, stamped with the instant in ms. */
export const randomIds =
  (ms: number): MakeId =>
  () =>
    version7(ms, randomBytes(10));

/** Ids that are the same for the same seed, for the demo year: the n-th id is a hash of seed and n. */
export const seededIds = (seed: string, clock: () => number): MakeId => {
  let n = 0;
  return () => {
    n += 1;
    return version7(clock(), createHash('sha256').update(`${seed}:${n}`).digest().subarray(0, 10));
  };
};
