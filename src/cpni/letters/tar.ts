const block = 512;

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** The header of a file in a POSIX tar (ustar), by a short plain name; `at` in epoch ms. */
export const tarHeader = (name: string, size: number, at: number): Buffer => {
  const header = Buffer.alloc(block);
  header.write(name, 0, 100, 'ascii');
  header.write(octal(0o600, 8), 100, 'ascii');
  header.write(octal(0, 8), 108, 'ascii');
  header.write(octal(0, 8), 116, 'ascii');
  header.write(octal(size, 12), 124, 'ascii');
  header.write(octal(Math.floor(at / 1000), 12), 136, 'ascii');
  // the checksum is counted with blanks in its own place
  header.write('        ', 148, 'ascii');
  header.write('0ustar\x0000', 156, 'ascii');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
};

/** What fills a file of that size up to whole blocks. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

/** Two empty blocks end a tar. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);

/** All of a stream of text as bytes: a header of tar needs the size first. */
export const inBytes = async (text: AsyncIterable<string>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of text) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
};
