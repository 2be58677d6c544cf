import { expect, it } from 'vitest';
import { tidySkills } from '../src/volunteers/skills';

it('keeps a skill once, whatever its spelling', () => {
  expect(tidySkills(['First Aid ', 'first aid', 'Sign language'])).toEqual(['first aid', 'sign language']);
});

it('leaves out what is empty', () => {
  expect(tidySkills(['  ', ''])).toEqual([]);
});
