import { useSession } from '../session/session.ts';

const dayWords = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A legal date in words, e.g. `Tue, Dec 1, 2026`. */
export const dayInWords = (date: string): string => dayWords.format(new Date(`${date}T00:00:00Z`));

/** An instant as a clock of that zone shows it. */
export const momentInWords = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(new Date(instant));

/** The time of day at an instant in a zone, `14:03:22`. */
export const clockIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: zone }).format(new Date(instant));

/** The legal date at an instant in a zone, `YYYY-MM-DD`. */
export const dateIn = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(
    new Date(instant),
  );

/** The legal date by the carrier's clock. */
export const useToday = (): string => {
  const { at, zone } = useSession().carrier;
  return dateIn(at, zone);
};

export const Day = ({ of }: { readonly of: string }) => <time dateTime={of}>{dayInWords(of)}</time>;

/** An instant in the carrier's zone; in UTC for whoever points at it. */
export const Moment = ({ of }: { readonly of: string }) => {
  const { carrier } = useSession();
  return (
    <time dateTime={of} title={momentInWords(of, 'UTC')}>
      {momentInWords(of, carrier.zone)}
    </time>
  );
};
