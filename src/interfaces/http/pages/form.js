// What every part of the first page is made of: plain forms over the same API that everybody else has.
export const $ = (id) => document.getElementById(id);

export const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  return element;
};

/** A date, or a date and time as its own offset has it, in words. */
export const inWords = (text) => {
  const [date, time] = text.split('T');
  const style = time === undefined ? { dateStyle: 'long' } : { dateStyle: 'long', timeStyle: 'short' };
  const said = new Intl.DateTimeFormat('en-US', { ...style, timeZone: 'UTC' });
  const spoken = said.format(Date.parse(time === undefined ? date : `${date}T${time.slice(0, 8)}Z`));
  return text.endsWith('Z') ? `${spoken} UTC` : spoken;
};

export const show = (place, ...parts) => place.replaceChildren(...parts);

export const call = async (method, path, body) => {
  const raw = body instanceof Blob || typeof body === 'string';
  const sent = body === undefined ? {} : { body: raw ? body : JSON.stringify(body) };
  const type = raw ? 'application/octet-stream' : 'application/json';
  const response = await fetch(path, { method, headers: body === undefined ? {} : { 'content-type': type }, ...sent });
  const answer = response.status === 204 ? {} : await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail ?? 'The server did not answer.'), { problem: answer });
  return answer;
};

export const failed = (place, error) => {
  const box = make('div', undefined, 'answer no');
  const { problem = {} } = error;
  box.append(make('p', error.message), make('p', problem.fix ?? 'Is the server still running?', 'hint'));
  if (problem.cite) box.append(make('p', problem.cite, 'cite'));
  show(place, box);
};

/** Runs what a form asks, with its button asleep meanwhile. */
export const onSubmit = (form, place, act) =>
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    show(place, make('p', 'One moment …', 'hint'));
    try {
      await act(new FormData(form));
    } catch (error) {
      failed(place, error);
    }
    button.disabled = false;
  });
