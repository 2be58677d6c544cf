import Handlebars from 'handlebars';
import { LRUCache } from 'lru-cache';
import type { Template } from './templates.js';

export type Values = Record<string, string | number>;
type Compiled = Handlebars.TemplateDelegate<Values>;

/** A version never changes, so what was compiled from it is right for as long as it is kept. */
const compiled = new LRUCache<string, Compiled>({ max: 500 });

/** Renders a template; values are escaped. */
export function render(template: Template, values: Values): string {
  return compiledOf(template)(values);
}

function compiledOf({ id, version, source }: Template): Compiled {
  const key = `${id}@${version}`;
  const known = compiled.get(key);
  if (known) {
    return known;
  }
  const fresh: Compiled = Handlebars.compile<Values>(source, { strict: true });
  compiled.set(key, fresh);
  return fresh;
}
