import { type Block, paragraph, paragraphs } from './block.ts';
import type { Certificate } from './certificate.ts';
import { redact } from './redact.ts';
import { counted, speakingOf, writtenDate } from './written.ts';

/** What the companies did against data brokers and know of pretexters; having done and knowing nothing is said, never left out. */
export function dataBrokerBlocks(facts: Certificate): Block[] {
  const { actions, pretexters, protection } = facts.dataBrokers;
  const { The, has } = speakingOf(facts.companies);
  return [
    ...(actions.length === 0 ? [noActions(facts)] : actionsTaken(facts)),
    ...paragraphs(
      pretexters.length === 0
        ? [
            `${The} ${has} no information about the methods that pretexters use to attempt to access CPNI, other than what has been publicly reported.`,
          ]
        : redact(pretexters, facts.edition),
    ),
    ...paragraphs(
      protection.length === 0
        ? ['The steps taken to protect CPNI are explained in the accompanying statement.']
        : redact(protection, facts.edition),
    ),
  ];
}

function noActions(facts: Certificate): Block {
  const { The, has, it } = speakingOf(facts.companies);
  return paragraph(
    `${The} ${has} not taken any actions against data brokers in ${facts.coveredYear}: ${it} began no proceeding and filed no petition before a state commission, in a court or before the Federal Communications Commission.`,
  );
}

function actionsTaken(facts: Certificate): Block[] {
  const { actions } = facts.dataBrokers;
  const { The } = speakingOf(facts.companies);
  return [
    paragraph(
      `${The} took ${counted(actions.length, 'action', 'actions')} against data brokers in ${facts.coveredYear}, that is, proceedings begun or petitions filed before a state commission, in a court or before the Federal Communications Commission:`,
    ),
    {
      kind: 'table',
      columns: [
        { title: 'Forum', share: 3 },
        { title: 'Date', share: 2 },
        { title: 'Matter', share: 4 },
        { title: 'Status', share: 2 },
      ],
      rows: actions.map(({ forum, takenOn, matter, status }, index) => [
        forum,
        writtenDate(`dataBrokers.actions[${index}].takenOn`, takenOn),
        ...redact([matter], facts.edition),
        status,
      ]),
    },
  ];
}
