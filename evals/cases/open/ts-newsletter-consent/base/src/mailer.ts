import nodemailer from 'nodemailer';

export const mailer = nodemailer.createTransport(
  { url: process.env.SMTP_URL, connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 8_000 },
  { from: 'Site <no-reply@site.example>' },
);
