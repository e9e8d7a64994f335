// The signed packet and the ledger.
import { $, call, failed, inWords, make, onSubmit, show } from './form.js';

const marks = {
  supported: 'supported by records',
  partly: 'partly',
  untested: 'untested',
  contradicted: 'contradicted',
};

const againstDue = ({ dueOn, lateDays }) =>
  lateDays > 0
    ? `${lateDays} days late: due ${inWords(dueOn)}`
    : `${-lateDays} days before it was due on ${inWords(dueOn)}`;

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
      signed === null
        ? 'Not signed yet.'
        : `Signed by ${signed.officer}, ${signed.title}, on ${inWords(signed.signedAt)}.`,
    ),
  );
  if (signed !== null) box.append(make('p', `These exact bytes: SHA-256 ${signed.packetHash}`, 'cite'));
  if (filing.receipt !== null)
    box.append(
      make(
        'p',
        `Received ${inWords(filing.receipt.receivedAt)}, ${againstDue(filing.receipt)}; confirmation ${filing.receipt.confirmation}.`,
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
