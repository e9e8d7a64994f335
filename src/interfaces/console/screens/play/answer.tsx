import { Text } from '@mantine/core';
import { Chart } from '../../parts/charts/chart.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { daysBetween } from '../charts/days.ts';
import { kindOf, type Span } from './uses.ts';
import { words } from './words.ts';

const tones: Readonly<Record<ReturnType<typeof kindOf>, Tone>> = { yes: 'good', waiting: 'held', no: 'bad' };

/** The answer on the date that is looked at, with every paragraph that was weighed. */
export const Answer = ({ span }: { readonly span: Span }) => {
  const kind = kindOf(span);
  return (
    <Part title={words.decision}>
      <div className="card">
        <Chip tone={tones[kind]} words={words[kind]} />
        <Text>{span.reason}</Text>
        <Text size="sm">
          {words.decidedBy} {span.cite}
          {span.version === null ? '' : `, ${span.version}`}
        </Text>
        {span.clearsOn === null ? null : <Text size="sm">{words.clears(dayInWords(span.clearsOn))}</Text>}
        <Text size="sm" c="dimmed">
          {words.since(dayInWords(span.from), dayInWords(span.until))}
        </Text>
        <details>
          <summary>{words.weighed}</summary>
          <ol className="why-steps">
            {span.weighed.map(({ cite, held }) => (
              <li key={cite}>
                {cite}: {held ? words.holds : words.holdsNot}
              </li>
            ))}
          </ol>
        </details>
      </div>
    </Part>
  );
};

type Props = { readonly spans: readonly Span[]; readonly first: string; readonly last: string; readonly at: string };

/** The answer over the whole time as a band, and as a table. */
export const Band = ({ spans, first, last, at }: Props) => {
  const days = daysBetween(first, last) + 1;
  const x = (date: string): number => (daysBetween(first, date) / days) * 1000;
  return (
    <Chart
      title={words.overYear}
      says={words.overYearSays(spans.length)}
      series={[
        { name: words.yes, tone: 'b' },
        { name: words.waiting, tone: 'd' },
        { name: words.no, tone: 'c' },
      ]}
      head={[words.from, words.until, words.answer, words.reason, words.rule]}
      rows={spans.map((span) => ({
        id: span.from,
        cells: [span.from, span.until, words[kindOf(span)], span.reason, span.cite],
      }))}
      empty={words.nobody}
    >
      <svg viewBox="0 0 1000 60" preserveAspectRatio="none" className="band" aria-hidden="true">
        {spans.map((span) => (
          <rect
            key={span.from}
            className={`band-${kindOf(span)}`}
            x={x(span.from)}
            width={((daysBetween(span.from, span.until) + 1) / days) * 1000}
            y="8"
            height="44"
          />
        ))}
        <rect className="band-here" x={x(at) - 1} width="3" y="0" height="60" />
      </svg>
      <div className="band-ends">
        <Day of={first} />
        <Day of={last} />
      </div>
    </Chart>
  );
};
