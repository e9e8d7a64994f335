import { Anchor } from '@mantine/core';
import { addressOf } from '../../ask.ts';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Document = Filing['documents'][number];

/** The documents of the packet, each the exact bytes that are signed. */
export const Documents = ({ filing }: { readonly filing: Filing }) => (
  <Part title={words.documents}>
    <DataTable<Document>
      name={words.documents}
      rows={filing.documents}
      id={({ name }) => name}
      empty={words.notPrepared}
      columns={[
        {
          label: words.document,
          value: ({ title }) => title,
          show: ({ name, title }) => (
            <Anchor href={addressOf('filings.document', { filingId: filing.id, name })} target="_blank">
              {title}
            </Anchor>
          ),
        },
        plain<Document>(words.size, ({ size }) => size),
        plain<Document>(words.hash, ({ sha256 }) => sha256),
      ]}
    />
  </Part>
);
