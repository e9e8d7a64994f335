// Crockford's base 32, as the codes of notices: it survives handwriting and a telephone
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The number of a receipt, e.g. `R-7F3K-20QX-9MAB`: the first sixty bits of the entry's leaf (hex), so that it proves itself. */
export const receiptNumber = (leaf: string): string => {
  let bits = BigInt(`0x${leaf.slice(0, 15)}`);
  let text = '';
  for (let i = 0; i < 12; i += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return `R-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

/** A receipt's number as typed, in its one form; null when it cannot be one. */
export const tidyNumber = (typed: string): string | null => {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/^R/, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  return text.length === 12 && [...text].every((letter) => alphabet.includes(letter))
    ? `R-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`
    : null;
};
