/** One HTTP exchange; it follows no redirect. */
export type Visit = (request: {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}) => Promise<{ readonly status: number; readonly body: string }>;

const patience = 10_000;

/** Asks as a browser or a telephone service would, ten seconds at most. Throws where nothing answers. */
export const visit: Visit = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, {
    method,
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  });
  return { status: answer.status, body: await answer.text() };
};
