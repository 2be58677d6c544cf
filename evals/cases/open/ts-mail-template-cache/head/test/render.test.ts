import { expect, it } from 'vitest';
import { render } from '../src/render.js';

it('escapes values', () => {
  expect(render({ id: 'hello', version: 1, source: '<p>{{name}}</p>' }, { name: '<b>' })).toBe('<p>&lt;b&gt;</p>');
});

it('renders a new version from its own source', () => {
  render({ id: 'bye', version: 1, source: 'See you, {{name}}' }, { name: 'Ida' });
  expect(render({ id: 'bye', version: 2, source: 'Bye, {{name}}' }, { name: 'Ida' })).toBe('Bye, Ida');
});
