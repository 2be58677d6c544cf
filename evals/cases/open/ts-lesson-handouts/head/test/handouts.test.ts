import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { beforeAll, expect, it, vi } from 'vitest';

vi.mock('../src/enrolled.js', () => ({ enrolled: (_req: unknown, _res: unknown, next: () => void) => next() }));

const app = express();

beforeAll(async () => {
  process.env.HANDOUTS = mkdtempSync(join(tmpdir(), 'handouts-'));
  mkdirSync(join(process.env.HANDOUTS, '7', 'lesson-03'), { recursive: true });
  writeFileSync(join(process.env.HANDOUTS, '7', 'lesson-03', 'notes.txt'), 'Plural: -er');
  app.use((await import('../src/handouts.js')).handouts);
});

it('answers with the file of the lesson', async () => {
  const answer = await request(app).get('/v1/courses/7/handouts?file=lesson-03/notes.txt');
  expect(answer.text).toBe('Plural: -er');
});

it('knows no handout that was not uploaded', async () => {
  expect((await request(app).get('/v1/courses/7/handouts?file=lesson-09/notes.txt')).status).toBe(404);
});
