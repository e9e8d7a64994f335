import { section120003 } from './47cfr/1.20003.ts';
import { section120004 } from './47cfr/1.20004.ts';
import { section120005 } from './47cfr/1.20005.ts';
import { section641200 } from './47cfr/64.1200.ts';
import { section641600 } from './47cfr/64.1600.ts';
import { section641601 } from './47cfr/64.1601.ts';
import { section641604 } from './47cfr/64.1604.ts';
import { section642003 } from './47cfr/64.2003.ts';
import { section642005 } from './47cfr/64.2005.ts';
import { section642007 } from './47cfr/64.2007.ts';
import { section642008 } from './47cfr/64.2008.ts';
import { section642009 } from './47cfr/64.2009.ts';
import { section642010 } from './47cfr/64.2010.ts';
import { section642011 } from './47cfr/64.2011.ts';
import { section646300 } from './47cfr/64.6300.ts';
import { section646301 } from './47cfr/64.6301.ts';
import { section646302 } from './47cfr/64.6302.ts';
import { section646303 } from './47cfr/64.6303.ts';
import { section646304 } from './47cfr/64.6304.ts';
import { section646305 } from './47cfr/64.6305.ts';
import { section646306 } from './47cfr/64.6306.ts';
import { section646307 } from './47cfr/64.6307.ts';
import { section646308 } from './47cfr/64.6308.ts';
import { section222 } from './47usc/222.ts';
import type { Section } from './rule.ts';

/** Every section of the law that is encoded, the statute first. */
export const sections: readonly Section[] = [
  section222,
  section641200,
  section641600,
  section641601,
  section641604,
  section642003,
  section642005,
  section642007,
  section642008,
  section642009,
  section642010,
  section642011,
  section646300,
  section646301,
  section646302,
  section646303,
  section646304,
  section646305,
  section646306,
  section646307,
  section646308,
  section120003,
  section120004,
  section120005,
];
