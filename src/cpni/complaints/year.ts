/** First and last date of a calendar year. */
export const yearDates = (year: number): { readonly first: string; readonly last: string } => ({
  first: `${year}-01-01`,
  last: `${year}-12-31`,
});
