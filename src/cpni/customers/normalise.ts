const nanp = /^[2-9]\d{2}[2-9]\d{6}$/;

/** A telephone number in E.164, or null. Ten digits, or eleven after a 1, are read as North American. */
export const e164 = (text: string): string | null => {
  const bare = text.trim();
  if (!/^\+?[\d\s().-]+$/.test(bare)) return null;
  const digits = bare.replace(/\D/g, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  if (nanp.test(national)) return bare.startsWith('+') && digits.length === 10 ? null : `+1${national}`;
  // a country code other than 1 must be marked as such
  return bare.startsWith('+') && /^[2-9]\d{6,14}$/.test(digits) ? `+${digits}` : null;
};

/** An e-mail address as it is searched and compared, or null when it is none. */
export const emailKey = (text: string): string | null => {
  const key = text.trim().normalize('NFC').toLowerCase();
  return key.length <= 254 && /^[^\s@"<>,;]+@[^\s@.]+(\.[^\s@.]+)+$/.test(key) ? key : null;
};

/** Letters and digits of a name or a postal address: two spellings of one address become equal. Null when none is left. */
export const lettersKey = (text: string): string | null => {
  const key = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return key === '' ? null : key;
};

/** The search key of a contact, or null when the value is no such contact. */
export const contactKey = (kind: 'email' | 'postal' | 'phone', value: string): string | null => {
  if (kind === 'email') return emailKey(value);
  return kind === 'phone' ? e164(value) : lettersKey(value);
};
