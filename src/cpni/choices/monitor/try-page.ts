import type { Visit } from '../../../outside/visit.ts';

/** Opens the choice page and says no on it, as a browser without JavaScript does. Null when it said it saved, else what was wrong. */
export const tryPage = async (visit: Visit, base: string, code: string): Promise<string | null> => {
  const url = `${base}/choice/${code}`;
  const page = await visit({ method: 'GET', url, headers: {}, body: null });
  if (page.status !== 200) return `the choice page answered ${page.status}`;
  if (!page.body.includes('name="choice" value="no"')) return 'the choice page offers no way to say no';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const saved = await visit({ method: 'POST', url, headers, body: 'choice=no&language=en' });
  if (saved.status !== 200) return `saying no on the choice page was answered ${saved.status}`;
  return /R(-[0-9A-Z]{4}){3}/.test(saved.body) ? null : 'the choice page gave no receipt';
};
