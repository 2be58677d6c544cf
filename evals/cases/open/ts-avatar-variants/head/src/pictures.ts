import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { nanoid } from 'nanoid';
import sharp from 'sharp';

const FOLDER = process.env.PICTURES ?? '/srv/pictures';
const ALLOWED = new Set(['image/jpeg', 'image/png', 'image/webp']);
const SIDES = [64, 320];
const MOST_PIXELS = 40_000_000;

export class NotAPicture extends Error {}

/** Keeps a picture as squares of 64 and 320 pixels and gives the name that they have in common. */
export async function keep(bytes: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !ALLOWED.has(type.mime)) {
    throw new NotAPicture();
  }
  const name = nanoid();
  await mkdir(FOLDER, { recursive: true });
  for (const side of SIDES) {
    await writeFile(join(FOLDER, `${name}-${side}.webp`), await square(bytes, side), { flag: 'wx' });
  }
  return name;
}

export async function square(bytes: Buffer, side: number): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .rotate()
    .resize(side, side, { fit: 'cover', position: 'attention' })
    .webp({ quality: 82 })
    .toBuffer();
}
