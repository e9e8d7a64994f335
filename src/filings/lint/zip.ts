import { inflateRawSync } from 'node:zlib';

const end = 0x06054b50;
const entry = 0x02014b50;

// the comment behind the last record has at most 65,535 bytes
const endOf = (file: Buffer): number => {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at -= 1)
    if (file.readUInt32LE(at) === end) return at;
  throw new Error('its list of contents is missing');
};

type Entry = { readonly method: number; readonly packed: number; readonly start: number };

/** Where each file stands in a zip archive, by its name. */
const entriesOf = (file: Buffer): ReadonlyMap<string, Entry> => {
  const last = endOf(file);
  const entries = new Map<string, Entry>();
  let at = file.readUInt32LE(last + 16);
  for (let n = file.readUInt16LE(last + 10); n > 0 && file.readUInt32LE(at) === entry; n -= 1) {
    const name = file.readUInt16LE(at + 28);
    const packed = file.readUInt32LE(at + 20);
    const method = file.readUInt16LE(at + 10);
    entries.set(file.toString('utf8', at + 46, at + 46 + name), { method, packed, start: file.readUInt32LE(at + 42) });
    at += 46 + name + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
};

/** One unpacked file; throws where it is broken, packed in another way than deflate, or larger than `most` bytes. */
const unpacked = (file: Buffer, { method, packed, start }: Entry, most: number): Buffer => {
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  const bytes = file.subarray(from, from + packed);
  if (method === 0) return bytes;
  if (method !== 8) throw new Error('it is packed in an unusual way');
  return inflateRawSync(bytes, { maxOutputLength: most });
};

/** Opens a zip archive: gives the file of that name unpacked, or null where it has none. Throws where it is broken or a file larger than `most` bytes. */
export const openZip = (bytes: Uint8Array, most: number): ((name: string) => Buffer | null) => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = entriesOf(file);
  return (name) => {
    const found = entries.get(name);
    return found === undefined ? null : unpacked(file, found, most);
  };
};
