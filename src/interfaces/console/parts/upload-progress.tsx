import { Progress, Text } from '@mantine/core';
import type { Sent } from '../send-file.ts';
import { words } from './words.ts';

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

const saysOf = ({ bytes, of, read }: Sent): string => {
  if (read !== null) return words.rowsRead(read.toLocaleString('en-US'));
  return bytes < of ? words.sending(megabytes(bytes), megabytes(of)) : words.sentWhole(megabytes(of));
};

/** How far a file that goes up is, and then that the server is at it; nothing where none goes up. */
export const UploadProgress = ({ sent }: { readonly sent: Sent | null }) => {
  if (sent === null) return null;
  return (
    <div>
      <Progress value={sent.of === 0 ? 100 : (sent.bytes / sent.of) * 100} aria-label={words.upload} />
      <Text size="sm" role="status">
        {saysOf(sent)}
      </Text>
    </div>
  );
};
