/** COMPLINE_PUBLIC_URL: the address under which customers and services reach us, without a slash at its end; null where it is not set. */
export const publicUrl = (): string | null => {
  const url = process.env.COMPLINE_PUBLIC_URL ?? '';
  return url === '' ? null : url.replace(/\/+$/, '');
};
