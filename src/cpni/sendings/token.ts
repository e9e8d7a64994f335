import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Eighty random bits in sixteen letters that a mail address bears. */
export const newToken = (): string => {
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let token = '';
  for (let n = 0; n < 16; n += 1) {
    token += letters[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return token;
};
