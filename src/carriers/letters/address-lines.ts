const widest = 44;
const most = 6;

const townAndCode = /^(.*?),\s*([^,]+,\s*[A-Za-z]{2}\.?\s+\d{5}(?:-\d{4})?)$/;

/** Cuts a line between words so that none is wider than the window, unless a single word is. */
const wrapped = (line: string): string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(/\s+/)) {
    if (current !== '' && current.length + 1 + word.length > widest) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return current === '' ? lines : [...lines, current];
};

const partsOf = (address: string): string[] => {
  if (address.includes('\n')) return address.split('\n');
  const [, street, town] = townAndCode.exec(address.trim()) ?? [];
  return street === undefined || town === undefined ? [address] : [...street.split(/,\s*/), town];
};

/** Name and address as the lines of an envelope window, town and code on the last; null when they do not fit it. */
export const addressLines = (name: string, address: string): readonly string[] | null => {
  const lines = [name, ...partsOf(address)].flatMap(wrapped);
  return lines.length > most || lines.some((line) => line.length > widest) ? null : lines;
};
