import { documentReader, type Fields, isFields, textOf } from './documents.ts';
import type { Format } from './format.ts';
import { freeswitchDraft } from './freeswitch.ts';
import { viewOf } from './view.ts';

/** With `encode-values`, the default, every variable is percent-encoded. */
const decoded = (text: string | undefined): string | undefined => {
  if (text?.includes('%') !== true) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Where the call flow holds what a variable would. */
const inFlow: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['start_uepoch', ['times', 'created_time']],
  ['progress_uepoch', ['times', 'progress_time']],
  ['answer_uepoch', ['times', 'answered_time']],
  ['end_uepoch', ['times', 'hangup_time']],
  ['caller_id_number', ['caller_profile', 'caller_id_number']],
  ['destination_number', ['caller_profile', 'destination_number']],
  ['network_addr', ['caller_profile', 'network_addr']],
  ['uuid', ['caller_profile', 'uuid']],
]);

const part = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);

/** `mod_json_cdr` and `mod_format_cdr`: one document a call, instants in microseconds of the epoch. */
export const freeswitchJson: Format = {
  name: 'freeswitch-json',
  says: 'FreeSWITCH mod_json_cdr, a document a call or a document a line',
  zone: 'in-rows',
  family: null,
  answeredOnly: false,
  cannotTell: [],
  open: ({ moments }, sink) => {
    let document: Fields = {};
    const view = viewOf((name) => {
      const told = decoded(textOf(part(document.variables, name)));
      if (told !== undefined && told !== '') return told;
      const [flow] = Array.isArray(document.callflow) ? document.callflow : [];
      const [group = '', field = ''] = inFlow.get(name) ?? [];
      return textOf(part(part(flow, group), field));
    }, moments);
    return documentReader((value, row) => {
      document = value;
      view.clear();
      if (!isFields(value.variables)) return sink.bad(row, 'the document has no variables');
      const draft = freeswitchDraft(view, row);
      const wrong = view.wrong();
      if (wrong === null) sink.call(draft);
      else sink.bad(row, wrong);
    }, sink);
  },
};
