// The first page: signing in, a question, a filing checked; screening and packet are beside.
import { $, call, failed, inWords, make, onSubmit, show } from './form.js';
import './packet.js';
import { listCampaigns } from './screening.js';

// signing in

const welcome = async () => {
  const [person, carrier] = await Promise.all([call('GET', '/v1/sessions/current'), call('GET', '/v1/carrier')]);
  $('sign-form').hidden = true;
  $('who').hidden = false;
  $('who-text').textContent = `${person.name} (${person.roles.join(', ')}) at ${carrier.name}`;
  show($('sign-answer'));
  await listCampaigns();
};

onSubmit($('sign-form'), $('sign-answer'), async (given) => {
  await call('POST', '/v1/sessions', { email: given.get('email'), password: given.get('password') });
  await welcome();
});

$('sign-out').addEventListener('click', async () => {
  await fetch('/v1/sessions/current', { method: 'DELETE' });
  location.reload();
});

// 1: may we use this record?

const plain = {
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: 'communications-related', category: 'interexchange' },
  recipient: 'self',
  recipientServes: [],
  to: null,
  cpni: ['call-detail'],
  agreement: false,
  callId: null,
  channel: 'none',
  authentication: 'none',
};
const call_in = { ...plain, purpose: 'customer-request', offer: null, recipient: 'customer', channel: 'phone-inbound' };
const uses = {
  market: plain,
  affiliate: { ...plain, recipient: 'affiliate-communications', agreement: true },
  insurance: {
    ...plain,
    recipient: 'third-party',
    offer: { kind: 'non-communications', category: null },
    agreement: true,
  },
  caller: { ...call_in, authentication: 'identity-only' },
  password: { ...call_in, authentication: 'password' },
  bill: { ...plain, purpose: 'bill', offer: null, cpni: ['billing'] },
};

onSubmit($('ask-form'), $('ask-answer'), async (given) => {
  const account = given.get('account');
  const { items } = await call('POST', '/v1/customers:find', { account });
  if (items.length === 0) throw new Error(`This carrier has no customer with the account number ${account}.`);
  const answer = await call('POST', '/v1/decisions', { customerId: items[0].id, use: uses[given.get('use')] });
  const box = make('div', undefined, `answer ${answer.allowed ? 'yes' : 'no'}`);
  box.append(make('p', answer.allowed ? 'Yes, you may.' : 'No.', 'word'), make('p', answer.reason));
  if (answer.cite) box.append(make('p', `Decided by ${answer.cite}`, 'cite'));
  if (answer.how) box.append(make('p', answer.how));
  if (answer.clearsAt) box.append(make('p', `Clears on ${inWords(answer.clearsAt)}`));
  box.append(make('p', `Asked as of ${inWords(answer.at)}; kept as entry ${answer.receipt.entryId}.`, 'hint'));
  show($('ask-answer'), box);
});

// 2: what is wrong with the filing?

const renderFindings = (name, { kind, findings }) => {
  const title = make('h3', `${name}: ${findings.length === 0 ? 'nothing found' : `${findings.length} findings`}`);
  const list = make('ol', undefined, 'findings');
  for (const each of findings) {
    const item = make('li');
    const head = make('p');
    head.append(make('span', each.severity, `word ${each.severity}`), ` ${each.message}`);
    item.append(head);
    if (each.quote !== null) item.append(make('blockquote', each.quote));
    const where = each.line === null ? 'It is absent' : `Line ${each.line}`;
    item.append(make('p', `${where} · ${each.cite} · ${each.code}`, 'hint'));
    list.append(item);
  }
  const read = kind === 'certification' ? 'Read as a CPNI certification.' : 'Read as a robocall mitigation plan.';
  show($('lint-answer'), title, make('p', read, 'hint'), list);
};

const check = async (name, body) => {
  show($('lint-answer'), make('p', 'Reading …', 'hint'));
  try {
    renderFindings(name, await call('POST', '/v1/lint', body));
  } catch (error) {
    failed($('lint-answer'), error);
  }
};

$('lint-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const [file] = $('lint-form').elements.file.files;
  if (file === undefined) failed($('lint-answer'), new Error('Choose a file first.'));
  else check(file.name, file);
});
$('lint-example').addEventListener('click', async () =>
  check('The example', await (await fetch('/example-filing.txt')).text()),
);

const drop = $('drop');
for (const name of ['dragenter', 'dragover'])
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const [file] = event.dataTransfer.files;
  if (file !== undefined) check(file.name, file);
});

document.addEventListener('paste', ({ target, clipboardData }) => {
  if (target.matches?.('input:not([type=file]), textarea')) return;
  const [file] = clipboardData.files;
  const text = clipboardData.getData('text/plain');
  if (file !== undefined) check(file.name, file);
  else if (text.trim() !== '') check('The pasted text', text);
});

// whoever has no session yet is not told of it as a failure
fetch('/v1/sessions/current')
  .then((response) => (response.ok ? welcome() : null))
  .catch(() => {});
