import { type Problem, problems } from '../../kernel/problem.ts';
import { html } from '../choice/html.ts';

/** A problem as a page, for whoever came by a link and not by a program: what is wrong, and the next step. */
export const problemPage = ({ type, facts }: Problem): { readonly status: number; readonly html: string } => {
  const { status, title } = problems[type];
  const { markup } = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/choice.css">
<main>
<h1>${title}</h1>
<p>${facts.detail}</p>
<p>${facts.fix}</p>
<p><a href="/console/">To the console</a></p>
</main>
</html>
`;
  return { status, html: markup };
};
