import sharp from 'sharp';
import { expect, it } from 'vitest';
import { square } from '../src/pictures.js';

it('makes a square of any picture', async () => {
  const wide = await sharp({ create: { width: 900, height: 200, channels: 3, background: 'teal' } }).png().toBuffer();
  const { width, height, format } = await sharp(await square(wide, 64)).metadata();
  expect([width, height, format]).toEqual([64, 64, 'webp']);
});
