import Handlebars from 'handlebars';
import type { Template } from './templates.js';

export type Values = Record<string, string | number>;

/** Renders a template; values are escaped. */
export function render(template: Template, values: Values): string {
  return Handlebars.compile(template.source, { strict: true })(values);
}
