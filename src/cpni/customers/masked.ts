/** A contact as one may be recognised who knows it, and by nobody else: the end of a number, the first letter of an e-mail address. */
export const masked = (kind: 'email' | 'postal' | 'phone', value: string): string => {
  if (kind === 'phone') return `•••• ${value.slice(-2)}`;
  if (kind === 'email') return `${value.slice(0, 1)}•••@•••`;
  // the town and the street would already be an answer to "where do you live?"
  return '•••• postal address';
};
