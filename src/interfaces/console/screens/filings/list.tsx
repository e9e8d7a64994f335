import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import { Elsewhere } from './elsewhere.tsx';
import { OpenFiling } from './open-filing.tsx';
import { filingState } from './states.ts';
import { words } from './words.ts';

type Line = OutputOf<'filings.list'>['items'][number];

/** The certifications by year, and the way to open one. */
export const Filings = () => {
  const filings = useAnswer('filings.list', {});
  const mayOpen = useMay('filings.open');
  const [opening, setOpening] = useState(false);
  return (
    <HeadedPage
      title={words.certifications}
      lead={words.says}
      aside={mayOpen ? <Button onClick={() => setOpening(true)}>{words.open}</Button> : null}
    >
      <Answered of={filings}>
        {({ items }) => (
          <DataTable<Line>
            name={words.certifications}
            rows={items}
            id={({ id }) => id}
            empty={words.none}
            columns={[
              {
                label: words.year,
                value: ({ year }) => year,
                show: ({ id, year }) => (
                  <Link to="/filings/$filingId" params={{ filingId: id }} className="link">
                    {words.title(year)}
                  </Link>
                ),
              },
              {
                label: words.state,
                value: ({ state }) => words.states[state],
                show: ({ state }) => <Chip {...filingState(state)} />,
              },
              plain<Line>(words.kind, ({ amendsId }) => (amendsId === null ? words.annual : words.amends)),
            ]}
          />
        )}
      </Answered>
      <Elsewhere />
      {opening ? <OpenFiling onClose={() => setOpening(false)} /> : null}
    </HeadedPage>
  );
};
