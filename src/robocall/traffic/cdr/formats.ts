import { accFormats } from './acc-formats.ts';
import { asteriskCsv, asteriskCustom } from './asterisk-cdr.ts';
import { asteriskCel } from './asterisk-cel.ts';
import { broadworks } from './broadworks.ts';
import { canonicalLines, gateCalls } from './canonical-lines.ts';
import { cucm } from './cucm.ts';
import type { Format } from './format.ts';
import { freeswitchCsv, freeswitchTemplate } from './freeswitch-csv.ts';
import { freeswitchJson } from './freeswitch-json.ts';
import { homer } from './homer.ts';
import { jambonz } from './jambonz.ts';
import { mapped } from './mapped.ts';
import { netsapiens } from './netsapiens.ts';
import { sansay } from './sansay.ts';
import { thinq } from './thinq.ts';
import { threeCx } from './three-cx.ts';
import { twilio } from './twilio.ts';
import { voipmonitor } from './voipmonitor.ts';

/** Every format of call records that is read, by the name that `--format` takes. */
export const formats: readonly Format[] = [
  freeswitchCsv,
  freeswitchTemplate,
  freeswitchJson,
  asteriskCsv,
  asteriskCustom,
  asteriskCel,
  ...accFormats,
  jambonz,
  homer,
  broadworks,
  netsapiens,
  cucm,
  threeCx,
  sansay,
  voipmonitor,
  twilio,
  thinq,
  mapped,
  canonicalLines,
  gateCalls,
];

/** The format of a name, or null. */
export const formatNamed = (name: string): Format | null => formats.find((format) => format.name === name) ?? null;
