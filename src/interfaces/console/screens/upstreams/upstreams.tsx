import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { dayInWords, Moment } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { ReviewDialog, TracebackLink } from './review.tsx';
import { type Review, reviewState } from './states.ts';
import { words } from './words.ts';

const reviewColumns = (onOpen: (review: Review) => void): readonly Column<Review>[] => [
  {
    label: words.provider,
    value: ({ upstream }) => upstream,
    show: (review) => (
      <UnstyledButton className="link" aria-label={words.open(review.upstream)} onClick={() => onOpen(review)}>
        {review.upstream}
      </UnstyledButton>
    ),
  },
  { label: words.state, value: (one) => reviewState(one).words, show: (one) => <Chip {...reviewState(one)} /> },
  plain(words.tracebacks, ({ tracebacks }) => tracebacks),
  { label: words.opened, value: ({ opened }) => opened, show: ({ opened }) => <Moment of={opened} /> },
  plain(words.decidedBy, ({ deciderName }) => deciderName ?? words.nobody),
];

const Reviews = () => {
  const reviews = useAnswer('upstreamReviews.list', {});
  const [open, setOpen] = useState<Review | null>(null);
  return (
    <Part title={words.reviews}>
      <Answered of={reviews}>
        {({ items }) => (
          <DataTable
            name={words.reviews}
            rows={items}
            id={({ id }) => id}
            columns={reviewColumns(setOpen)}
            empty={words.noReviews}
          />
        )}
      </Answered>
      {open === null ? null : <ReviewDialog of={open} onClose={() => setOpen(null)} />}
    </Part>
  );
};

type Counted = OutputOf<'upstreams.list'>['items'][number];

const leftOf = (reviewedFrom: number, { tracebacks }: Counted): string =>
  tracebacks >= reviewedFrom ? words.reviewed : words.left(reviewedFrom - tracebacks);

const countColumns = (reviewedFrom: number): readonly Column<Counted>[] => [
  plain(words.provider, ({ name }) => name),
  plain(words.frn, ({ frn }) => frn ?? words.unknown),
  plain(words.tracebacks, ({ tracebacks }) => tracebacks),
  plain(words.standing, (one) => leftOf(reviewedFrom, one)),
  { label: words.newest, value: () => null, show: ({ newest }) => <TracebackLink tracebackId={newest} /> },
];

const Counts = () => {
  const counts = useAnswer('upstreams.list', {});
  return (
    <Part title={words.counts}>
      <Answered of={counts}>
        {({ items, since, reviewedFrom }) => (
          <>
            <Text size="sm" c="dimmed" mb="xs" component="div">
              {words.since(dayInWords(since.due), reviewedFrom)} <Why clock={since} />
            </Text>
            <DataTable
              name={words.counts}
              rows={items}
              id={({ newest }) => newest}
              columns={countColumns(reviewedFrom)}
              empty={words.noCounts}
            />
          </>
        )}
      </Answered>
    </Part>
  );
};

/** The providers from whom traced calls came: their reviews, and how many tracebacks led to each. */
export const Upstreams = () => (
  <HeadedPage title={words.upstreams} lead={words.lead} aside={null}>
    <Reviews />
    <Counts />
  </HeadedPage>
);
