import { SignJWT } from 'jose';
import request from 'supertest';
import { expect, it } from 'vitest';
import { app } from '../src/app.js';

const HOUR = 3_600;

async function token(email: string, ends: number): Promise<string> {
  return new SignJWT({ email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('https://login.north.example')
    .setExpirationTime(Math.floor(Date.now() / 1000) + ends)
    .sign(new Uint8Array(32));
}

it('lets a partner in', async () => {
  const answer = await request(app).post('/sign-on').type('form').send({ id_token: await token('ida@north.example', HOUR) });
  expect(answer.status).toBe(303);
});

it('refuses a token that has ended', async () => {
  const answer = await request(app).post('/sign-on').type('form').send({ id_token: await token('ida@north.example', -HOUR) });
  expect(answer.status).toBe(401);
});
