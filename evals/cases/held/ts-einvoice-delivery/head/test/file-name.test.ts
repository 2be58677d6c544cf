import { expect, it } from 'vitest';
import { fileName } from '../src/sdi/file-name.js';

it.each([
  [0, 'IT01234567890_00000.xml'],
  [35, 'IT01234567890_0000Z.xml'],
  [36, 'IT01234567890_00010.xml'],
])('names invoice %i', (sequence, name) => {
  expect(fileName('IT01234567890', sequence)).toBe(name);
});
