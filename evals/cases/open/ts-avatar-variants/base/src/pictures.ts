import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { nanoid } from 'nanoid';

const FOLDER = process.env.PICTURES ?? '/srv/pictures';
const ALLOWED = new Set(['image/jpeg', 'image/png', 'image/webp']);

export class NotAPicture extends Error {}

/** Keeps a picture and gives its name. */
export async function keep(bytes: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !ALLOWED.has(type.mime)) {
    throw new NotAPicture();
  }
  const name = `${nanoid()}.${type.ext}`;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, name), bytes, { flag: 'wx' });
  return name;
}
