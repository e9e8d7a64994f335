import type { Reach } from '../client/client.ts';
import { problemFrom } from '../client/problem-of.ts';

/** How many bytes of a file have gone up, of how many; and how many of its rows are read, where the answer says so. */
export type Sent = { readonly bytes: number; readonly of: number; readonly read: number | null };

/** What the last whole line of an answer says of how far the reading is. */
const readOf = (text: string): number | null => {
  const end = text.lastIndexOf('\n');
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  const read = /^\{"read":(\d+)\}$/.exec(line)?.[1];
  return read === undefined ? null : Number(read);
};

/**
 * Sends a file as it lies on the disk and tells how far it is; gives the whole answer as text. Throws the Problem that refused it. What
 * fetch sends tells nothing of its way.
 */
export const sendFile = ({ method, url, headers }: Reach, file: Blob, onSent: (sent: Sent) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onSent({ bytes: loaded, of: file.size, read: null });
    request.onprogress = () => {
      const read = readOf(request.responseText);
      if (read !== null) onSent({ bytes: file.size, of: file.size, read });
    };
    request.onerror = () => reject(new Error('the connection broke off'));
    request.onload = () => {
      const { status, responseText } = request;
      if (status < 300) resolve(responseText);
      else problemFrom(new Response(responseText, { status })).then(reject, reject);
    };
    request.send(file);
  });
