const longest = 32;
const accepted = /^[0-9*#+.()-]{1,64}$/;
const separators = /[+.()-]/g;
const canonical = /^[0-9*#]{1,32}$/;

/** A telephone number as tokens carry it: digits, `*` and `#`, without `+` and separators (RFC 8224 section 8.3). Null where it is none: a space or letter, nothing left, over 32 digits. */
export const canonicalNumber = (text: string): string | null => {
  if (canonical.test(text)) return text;
  if (!accepted.test(text)) return null;
  const number = text.replace(separators, '');
  return number === '' || number.length > longest ? null : number;
};

/** A canonical number as it is dialled: that form has no plus sign, and a number abroad cannot be told without it. */
export const withPlus = (canonicalForm: string): string =>
  canonicalForm.length > 10 ? `+${canonicalForm}` : canonicalForm;
