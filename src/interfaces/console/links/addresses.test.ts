import { expect, it } from 'vitest';
import { placeOf } from '../../../carriers/sign-in/links/words.ts';
import { linkAt } from './addresses.ts';

it('knows the page of every link that the server sends or prints', () => {
  expect(Object.values(placeOf).map(linkAt)).not.toContain(null);
  expect(linkAt('/console/today')).toBeNull();
});
