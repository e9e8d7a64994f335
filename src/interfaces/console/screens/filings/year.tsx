import { SimpleGrid, Text } from '@mantine/core';
import { Nil } from './nil.tsx';
import { Since } from './since.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const numbers = new Intl.NumberFormat('en-US');
const shares = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

const names = Object.keys(words.figures) as readonly (keyof typeof words.figures)[];

/** The year on one page: what was asked, sent, refused, and what went wrong. */
export const Year = ({ filing, filing: { figures } }: { readonly filing: Filing }) => (
  <>
    <Text size="sm" c="dimmed" mb="sm">
      {words.yearLead}
    </Text>
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} component="ul" className="figures">
      {names.map((name) => (
        <li key={name} className="card">
          <span className="figure">{numbers.format(figures[name])}</span> <span>{words.figures[name]}</span>
          {name === 'denied' ? <span className="dim"> ({shares.format(figures.deniedShare)})</span> : null}
        </li>
      ))}
    </SimpleGrid>
    {figures.nilReports.length === 0 ? null : (
      <Text size="sm" mt="sm">
        {words.nil}: {figures.nilReports.join(', ')}
      </Text>
    )}
    <Nil filing={filing} />
    <Since filingId={filing.id} />
  </>
);
