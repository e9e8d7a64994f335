import { section642003 } from './47cfr/64.2003.ts';
import { section642005 } from './47cfr/64.2005.ts';
import { section642007 } from './47cfr/64.2007.ts';
import { section642008 } from './47cfr/64.2008.ts';
import { section642009 } from './47cfr/64.2009.ts';
import { section642010 } from './47cfr/64.2010.ts';
import { section642011 } from './47cfr/64.2011.ts';
import { section222 } from './47usc/222.ts';
import type { Section } from './rule.ts';

/** Every section of the law that is encoded, the statute first. */
export const sections: readonly Section[] = [
  section222,
  section642003,
  section642005,
  section642007,
  section642008,
  section642009,
  section642010,
  section642011,
];
