import type { LookUpText } from '../../outside/dns.ts';

/** What a domain's DMARC record says of alignment: `s` the same domain, `r` the same organisation. */
export type Dmarc = { readonly adkim: 'r' | 's'; readonly aspf: 'r' | 's' };

type Found = { readonly domain: string; readonly record: string };

const tagOf = (record: string, name: string): string =>
  new RegExp(`;\\s*${name}\\s*=\\s*([a-z0-9]+)`, 'i').exec(record)?.[1]?.toLowerCase() ?? '';

const recordOf = async (look: LookUpText, domain: string): Promise<readonly Found[]> =>
  (await look(`_dmarc.${domain}`))
    .filter((text) => /^v=DMARC1\s*(;|$)/i.test(text))
    .slice(0, 1)
    .map((record) => ({ domain, record }));

// the deepest names are cut down to eight labels, as the tree walk of DMARC does, and a top level is not asked
const mostLabels = 8;

/** The DMARC records of a domain and of those above it, the nearest first. */
const walk = async (look: LookUpText, domain: string): Promise<readonly Found[]> => {
  const labels = domain.split('.');
  const from = Math.max(0, labels.length - mostLabels);
  const names = labels.slice(from, -1).map((_label, n) => labels.slice(from + n).join('.'));
  return (await Promise.all(names.map((name) => recordOf(look, name)))).flat();
};

/** The domain under which an organisation stands: the topmost with a DMARC record, or the domain itself where none has one. */
const organisationOf = async (look: LookUpText, domain: string): Promise<string> => {
  const found = await walk(look, domain);
  const own = found.find(({ record }) => tagOf(record, 'psd') === 'n');
  if (own !== undefined) return own.domain;
  const suffix = found.find(({ record, domain: at }) => tagOf(record, 'psd') === 'y' && at !== domain);
  if (suffix !== undefined)
    return domain
      .split('.')
      .slice(-(suffix.domain.split('.').length + 1))
      .join('.');
  return found.at(-1)?.domain ?? domain;
};

/** What holds for mail from a domain: its own record or that of its organisation; null where neither has one. */
export const dmarcOf = async (look: LookUpText, domain: string): Promise<Dmarc | null> => {
  const [nearest] = await walk(look, domain);
  if (nearest === undefined) return null;
  const mode = (name: string): 'r' | 's' => (tagOf(nearest.record, name) === 's' ? 's' : 'r');
  return { adkim: mode('adkim'), aspf: mode('aspf') };
};

/** Whether a domain that vouches for a message is that of its sender, by the mode of the sender's record. */
export const aligned = async (look: LookUpText, mode: 'r' | 's', domain: string, from: string): Promise<boolean> =>
  domain === from || (mode === 'r' && (await organisationOf(look, domain)) === (await organisationOf(look, from)));
