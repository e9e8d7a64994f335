// Who is left out of a campaign, and why.
import { $, call, failed, make, onSubmit, show } from './form.js';

export const listCampaigns = async () => {
  const select = $('screen-form').elements.campaign;
  const { items } = await call('GET', '/v1/campaigns?limit=50');
  // what may go out next is shown first: the list of one that runs is made, and one that was rejected keeps everybody out
  const rank = ({ state }) => ['approved', 'frozen', 'released'].indexOf(state) + 1 || 9;
  const sorted = items.toSorted((a, b) => rank(a) - rank(b));
  const options = sorted.map((campaign) => {
    const option = make('option', `${campaign.name} (${campaign.state})`);
    option.value = campaign.id;
    return option;
  });
  if (options.length === 0) options.push(make('option', 'This carrier has no campaign'));
  select.replaceChildren(...options);
};

const words = {
  'no-approval-needed': 'has the service: no approval is needed',
  'opt-out': 'was told and did not say no',
  'opt-in': 'said yes',
  notice: 'was never sent a notice, or a lasting one',
  scope: 'the notice does not cover this use',
  'opt-in-missing': 'needs an opt-in that nobody gave',
  'email-consent': 'got e-mail without having agreed to e-mail',
  form: 'the notice went out in the wrong form',
  delivery: 'the notice came back',
  'waiting-period': 'the wait is not over',
  renewal: 'the notice is over two years old',
  proof: 'the spoken yes has no proof',
  refused: 'said no',
  agreement: 'the recipient signed no agreement',
  prohibited: 'the law forbids it',
  promise: 'the carrier promised not to',
};

const some = 50;

/** Account numbers of whom that reason leaves out, a page at a time, in a place that opens. */
const accountsOf = (campaignId, word) => {
  const list = make('p', undefined, 'accounts');
  const more = make('button', 'More', 'quiet');
  more.type = 'button';
  more.hidden = true;
  let cursor = '';
  const load = async () => {
    more.disabled = true;
    try {
      const { items, next } = await call('POST', '/v1/campaigns:people', { campaignId, word, limit: some, cursor });
      list.append(...items.map(({ account }) => make('span', `${account} `)));
      cursor = next ?? '';
      more.hidden = next === null;
    } catch (error) {
      failed(list, error);
    }
    more.disabled = false;
  };
  more.addEventListener('click', load);
  return { parts: [list, more], load };
};

const reasonOf = (word, campaignId) => {
  if (campaignId === null) return make('td', words[word] ?? word);
  const cell = make('td');
  const who = make('details');
  const { parts, load } = accountsOf(campaignId, word);
  who.append(make('summary', words[word] ?? word), ...parts);
  who.addEventListener('toggle', load, { once: true });
  cell.append(who);
  return cell;
};

/** Reasons with their counts; with a campaign each reason opens to the accounts behind it. */
const table = (title, counts, campaignId) => {
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const result = make('table');
  const head = make('tr');
  head.append(make('th', title), make('th', 'Customers'));
  result.append(head);
  for (const [word, count] of rows) {
    const row = make('tr');
    row.append(reasonOf(word, campaignId), make('td', count.toLocaleString('en-US')));
    result.append(row);
  }
  return result;
};

onSubmit($('screen-form'), $('screen-answer'), async (given) => {
  if (!given.get('campaign')) throw new Error('Sign in at a carrier that has campaigns first: Prairie Voice.');
  const began = performance.now();
  const answer = await call('GET', `/v1/campaigns/${given.get('campaign')}/screening`);
  const took = ((performance.now() - began) / 1000).toFixed(2);
  const told = `${answer.included.toLocaleString('en-US')} may be approached, ${answer.excluded.toLocaleString('en-US')} are left out; asked in ${took} s.`;
  show(
    $('screen-answer'),
    make('p', told, 'word'),
    table('May be approached because', answer.includedBy, null),
    table('Left out because', answer.excludedBy, given.get('campaign')),
    make('p', 'Open a reason to see who.', 'hint'),
  );
});
