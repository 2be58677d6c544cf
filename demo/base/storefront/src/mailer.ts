const MAIL_URL = process.env.MAIL_URL ?? "http://localhost:8025";

export class MailError extends Error {}

export async function sendMail(to: string, subject: string, text: string): Promise<void> {
  const response = await fetch(`${MAIL_URL}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to, subject, text }),
  });
  if (!response.ok) {
    throw new MailError(`mail to ${to} refused: ${response.status}`);
  }
}

export function escapeSubject(subject: string): string {
  return subject.replace(/[\r\n]+/g, " ").slice(0, 120);
}
