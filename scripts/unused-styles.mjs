// The library's style sheet has the rules of all its components. Each bears a class of its own (`m_` and a hash) which the script of the
// component names: a rule of a class that no built script names styles nothing here.

/** The rules of a style sheet, each with what stands in its braces. */
const rulesOf = (css) => {
  const rules = [];
  let [from, depth, body, quote] = [0, 0, 0, ''];
  for (let at = 0; at < css.length; at += 1) {
    const sign = css[at];
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{') {
      if (depth === 0) body = at;
      depth += 1;
    } else if (sign === '}') {
      depth -= 1;
      if (depth > 0) continue;
      rules.push({ head: css.slice(from, body), inner: css.slice(body + 1, at) });
      from = at + 1;
    } else if (sign === ';' && depth === 0) {
      rules.push({ head: css.slice(from, at + 1), inner: null });
      from = at + 1;
    }
  }
  return rules;
};

const names = (selector) => selector.match(/m_[0-9a-z]+/g) ?? [];

/** The same style sheet without rules that only concern classes which are not among those used. */
export const withoutUnused = (css, used) =>
  // a word in a comment may hold a quote or a brace
  rulesOf(css.replace(/\/\*[\s\S]*?\*\//g, ''))
    .map(({ head, inner }) => {
      if (inner === null) return head;
      if (/^\s*@(media|supports|layer|container)/.test(head)) {
        const left = withoutUnused(inner, used);
        return left === '' ? '' : `${head}{${left}}`;
      }
      if (head.trim().startsWith('@')) return `${head}{${inner}}`;
      // a comma may stand within brackets: then the rule is judged as a whole
      const selectors = /\([^)]*,/.test(head) ? [head] : head.split(',');
      const kept = selectors.filter((selector) => names(selector).every((name) => used.has(name)));
      return kept.length === 0 ? '' : `${kept.join(',')}{${inner}}`;
    })
    .join('');

/** The library's classes that scripts name. */
export const namedIn = (scripts) => new Set(scripts.flatMap(names));
