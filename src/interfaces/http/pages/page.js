// The first page: plain forms over the same API that everybody else has.
const $ = (id) => document.getElementById(id);

const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  return element;
};

const show = (place, ...parts) => place.replaceChildren(...parts);

const call = async (method, path, body) => {
  const raw = body instanceof Blob || typeof body === 'string';
  const sent = body === undefined ? {} : { body: raw ? body : JSON.stringify(body) };
  const type = raw ? 'application/octet-stream' : 'application/json';
  const response = await fetch(path, { method, headers: body === undefined ? {} : { 'content-type': type }, ...sent });
  const answer = response.status === 204 ? {} : await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail ?? 'The server did not answer.'), { problem: answer });
  return answer;
};

const failed = (place, error) => {
  const box = make('div', undefined, 'answer no');
  const { problem = {} } = error;
  box.append(make('p', error.message), make('p', problem.fix ?? 'Is the server still running?', 'hint'));
  if (problem.cite) box.append(make('p', problem.cite, 'cite'));
  show(place, box);
};

/** Runs what a form asks, with its button asleep meanwhile. */
const onSubmit = (form, place, act) =>
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    show(place, make('p', 'One moment …', 'hint'));
    try {
      await act(new FormData(form));
    } catch (error) {
      failed(place, error);
    }
    button.disabled = false;
  });

// signing in

const listCampaigns = async () => {
  const select = $('screen-form').elements.campaign;
  const { items } = await call('GET', '/v1/campaigns?limit=50');
  const options = items.map((campaign) => {
    const option = make('option', `${campaign.name} (${campaign.state})`);
    option.value = campaign.id;
    return option;
  });
  if (options.length === 0) options.push(make('option', 'This carrier has no campaign'));
  select.replaceChildren(...options);
};

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
  const { items } = await call('GET', `/v1/customers?account=${encodeURIComponent(account)}`);
  if (items.length === 0) throw new Error(`This carrier has no customer with the account number ${account}.`);
  const answer = await call('POST', '/v1/decisions', { customerId: items[0].id, use: uses[given.get('use')] });
  const box = make('div', undefined, `answer ${answer.allowed ? 'yes' : 'no'}`);
  box.append(make('p', answer.allowed ? 'Yes, you may.' : 'No.', 'word'), make('p', answer.reason));
  if (answer.cite) box.append(make('p', `Decided by ${answer.cite}`, 'cite'));
  if (answer.how) box.append(make('p', answer.how));
  if (answer.clearsAt) box.append(make('p', `Clears on ${answer.clearsAt}`));
  box.append(make('p', `Asked as of ${answer.at}; kept as entry ${answer.receipt.entryId}.`, 'hint'));
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

// 3: who is left out?

const words = {
  'no-approval-needed': 'no approval is needed: he has the service',
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

const table = (title, counts) => {
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const result = make('table');
  const head = make('tr');
  head.append(make('th', title), make('th', 'Customers'));
  result.append(head);
  for (const [word, count] of rows) {
    const row = make('tr');
    row.append(make('td', words[word] ?? word), make('td', count.toLocaleString('en-US')));
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
    table('May be approached because', answer.includedBy),
    table('Left out because', answer.excludedBy),
  );
});

// 4: the packet and the ledger

const marks = {
  supported: 'supported by records',
  partly: 'partly',
  untested: 'untested',
  contradicted: 'contradicted',
};

const documentLink = (filingId, { name, title, sha256, size }) => {
  const item = make('li');
  const link = make('a', title);
  link.href = `/v1/filings/${filingId}/documents/${encodeURIComponent(name)}`;
  link.target = '_blank';
  link.rel = 'noopener';
  item.append(link, ' ', make('span', `${Math.ceil(size / 1024)} kB · SHA-256 ${sha256.slice(0, 16)}…`, 'hint'));
  return item;
};

const sentenceItem = (sentence) => {
  const item = make('li');
  const head = make('p');
  head.append(make('span', marks[sentence.mark], `word ${sentence.mark}`), ` ${sentence.text}`);
  item.append(head);
  for (const { because, samples } of sentence.evidence)
    item.append(make('p', `${because}${samples.length === 0 ? '' : ` · ${samples.join(', ')}`}`, 'hint'));
  return item;
};

const renderPacket = (filing) => {
  const signed = filing.signature;
  const box = make('div', undefined, 'answer yes');
  box.append(
    make('p', `Certification for ${filing.year}: ${filing.state}`, 'word'),
    make(
      'p',
      signed === null ? 'Not signed yet.' : `Signed by ${signed.officer}, ${signed.title}, on ${signed.signedAt}.`,
    ),
  );
  if (signed !== null) box.append(make('p', `These exact bytes: SHA-256 ${signed.packetHash}`, 'cite'));
  if (filing.receipt !== null)
    box.append(
      make(
        'p',
        `Received ${filing.receipt.receivedAt}, due ${filing.receipt.dueOn}; confirmation ${filing.receipt.confirmation}.`,
      ),
    );
  const documents = make('ul', undefined, 'links');
  documents.append(...filing.documents.map((document) => documentLink(filing.id, document)));
  const list = make('ol', undefined, 'findings');
  list.append(...filing.sentences.map(sentenceItem));
  const statement = make('details');
  const counts = Object.entries(filing.marks).map(([mark, count]) => `${count} ${marks[mark]}`);
  statement.append(make('summary', `The statement, sentence by sentence: ${counts.join(', ')}`), list);
  return [box, make('h3', 'Its documents'), documents, statement];
};

onSubmit($('packet-form'), $('proof-answer'), async () => {
  const { items } = await call('GET', '/v1/filings');
  if (items.length === 0) throw new Error('This carrier has opened no certification yet.');
  show($('proof-answer'), ...renderPacket(await call('GET', `/v1/filings/${items[0].id}`)));
});

$('ledger').addEventListener('click', async () => {
  const place = $('proof-answer');
  show(place, make('p', 'Writing the ledger …', 'hint'));
  try {
    if ($('who').hidden) throw new Error('Sign in first: a ledger belongs to a carrier.');
    const response = await fetch('/v1/ledger:export');
    if (!response.ok) throw Object.assign(new Error('The ledger was not written.'), { problem: await response.json() });
    const link = make('a', 'ledger.ndjson');
    link.href = URL.createObjectURL(await response.blob());
    link.download = 'ledger.ndjson';
    link.click();
    const box = make('div', undefined, 'answer yes');
    const told = make('p', 'Saved as ');
    told.append(link, '. Anybody checks it without us, and without a database:');
    box.append(told, make('p', 'bin/compline ledger verify ledger.ndjson', 'cite'));
    show(place, box);
  } catch (error) {
    failed(place, error);
  }
});

// whoever has no session yet is not told of it as a failure
fetch('/v1/sessions/current')
  .then((response) => (response.ok ? welcome() : null))
  .catch(() => {});
