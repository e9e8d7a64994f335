import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';
import type { FetchList } from '../../outside/list-fetch.ts';
import { openTrust, type Swap, type Trust } from '../../robocall/signing/trust.ts';
import { takeFolder, trustFiles } from './trust-folder.ts';

/** Where the policy administrator's lists are fetched; null or empty: files are put into the folder by hand. */
export type TrustSources = { readonly authorities: string | null; readonly revocations: readonly string[] };

const addressIn = (name: string, value: string, schemes: readonly string[]): string => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url !== null && (schemes.includes(url.protocol) || url.hostname === '127.0.0.1')) return value;
  return refuse('invalid-input', `${name}: '${value}' is no ${schemes.join('// or ')}// address.`, 'Set a full URL.');
};

/** COMPLINE_TRUST_LIST_URL, the trusted authorities; COMPLINE_REVOCATION_LIST_URLS, one or more with commas between them. */
export const trustSources = (): TrustSources => {
  const { COMPLINE_TRUST_LIST_URL: list, COMPLINE_REVOCATION_LIST_URLS: revocations = '' } = process.env;
  const addresses = revocations.split(',').map((each) => each.trim());
  return {
    authorities: list === undefined || list === '' ? null : addressIn('COMPLINE_TRUST_LIST_URL', list, ['https:']),
    // a revocation list is signed: who carries it does not matter
    revocations: addresses
      .filter((each) => each !== '')
      .map((each) => addressIn('COMPLINE_REVOCATION_LIST_URLS', each, ['https:', 'http:'])),
  };
};

/** How often the lists are fetched; sooner after a failure. */
const everyMs = 3_600_000;
const againMs = 300_000;

const fileOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  return `${`${host}${pathname}`.replace(/[^A-Za-z0-9.]+/g, '-').replace(/-$/, '')}.crl`;
};

/** Written beside and renamed: who reads meanwhile sees the old file or the new one, whole. */
const put = async (folder: string, file: string, body: Buffer): Promise<void> => {
  const beside = join(folder, `.${file}.${process.pid}`);
  await writeFile(beside, body);
  await rename(beside, join(folder, file));
};

type Take = (trust: Trust, body: Buffer) => Swap;

/**
 * Fetches each list once and puts it into the trust folder if a trust that holds what is there would take it; what fails or is older
 * changes nothing. Returns what failed, a line each.
 */
export const fetchTrust = async (
  folder: string,
  { authorities, revocations }: TrustSources,
  fetchList: FetchList,
): Promise<readonly string[]> => {
  const failures: string[] = [];
  await mkdir(folder, { recursive: true });
  const fetchOne = async (url: string, file: string, take: Take): Promise<void> => {
    try {
      const trust = openTrust();
      await takeFolder(trust, folder, Date.now(), () => {});
      const body = await fetchList(url);
      const swap = take(trust, body);
      if (swap.taken) await put(folder, file, body);
      else failures.push(`${url}: ${swap.why}`);
    } catch (error) {
      failures.push(`${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  if (authorities !== null)
    await fetchOne(authorities, trustFiles.authorities, (trust, body) => trust.takeAnchors(body, Date.now()));
  for (const url of revocations) {
    const file = fileOf(url);
    await fetchOne(url, file, (trust, body) => trust.takeRevocationList(file, body, Date.now()));
  }
  return failures;
};

/** Fetches the lists now and every hour until the answer is called; five minutes after a failure, which is told. */
export const keepTrustFresh = (
  folder: string,
  sources: TrustSources,
  fetchList: FetchList,
  complain: (line: string) => void,
): (() => void) => {
  if (sources.authorities === null && sources.revocations.length === 0) return () => {};
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    const failures = await fetchTrust(folder, sources, fetchList);
    for (const line of failures) complain(`compline: a list of the trust is not taken, the one before stays: ${line}`);
    if (stopped) return;
    timer = setTimeout(() => void round(), failures.length === 0 ? everyMs : againMs);
    timer.unref();
  };
  void round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
