/** Fetches a list from an address that the operator set. Throws with the reason in words. */
export type FetchList = (url: string) => Promise<Buffer>;

const patienceMs = 30_000;
const mostBytes = 16 * 1024 * 1024;

/** Fetches a list as it stands: no redirect, half a minute and 16 MB at most. */
export const fetchList: FetchList = async (url) => {
  const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
  if (answer.status !== 200) throw new Error(`it answers ${answer.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
};
