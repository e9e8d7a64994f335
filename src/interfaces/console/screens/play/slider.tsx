import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Day, dayInWords } from '../../parts/time.tsx';
import { daysAfter, daysBetween } from '../charts/days.ts';
import { words } from './words.ts';

type Props = {
  readonly first: string;
  readonly last: string;
  readonly at: string;
  readonly onMove: (to: string) => void;
};

/** A date moved over a time by slider, by buttons, or by itself a day after the other. */
export const Slider = ({ first, last, at, onMove }: Props) => {
  const [playing, setPlaying] = useState(false);
  const days = daysBetween(first, last);
  const here = daysBetween(first, at);
  const move = (to: number): void => onMove(daysAfter(first, Math.min(Math.max(to, 0), days)));
  useEffect(() => {
    if (!playing) return;
    if (at >= last) {
      setPlaying(false);
      return;
    }
    const next = setTimeout(() => onMove(daysAfter(at, 1)), 90);
    return () => clearTimeout(next);
  }, [playing, at, last, onMove]);
  return (
    <div className="play-slider card">
      <div className="play-date">
        <Day of={at} />
      </div>
      <input
        type="range"
        aria-label={words.date}
        aria-valuetext={dayInWords(at)}
        min={0}
        max={days}
        value={here}
        onChange={(event) => move(Number(event.currentTarget.value))}
      />
      <Group gap="xs" mt="xs" className="no-print">
        <Button size="xs" onClick={() => setPlaying(!playing)}>
          {playing ? words.stop : words.start}
        </Button>
        <Button size="xs" variant="default" onClick={() => move(here - 7)}>
          {words.back}
        </Button>
        <Button size="xs" variant="default" onClick={() => move(here + 7)}>
          {words.forth}
        </Button>
        <Button size="xs" variant="default" onClick={() => move(days)}>
          {words.today}
        </Button>
      </Group>
    </div>
  );
};
