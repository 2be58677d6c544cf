const GATEWAY = process.env.SMS_GATEWAY_URL as string;

/** Queues a text at the SMS gateway; the restaurant pays 7 cents for each. */
export async function sendText(phone: string, text: string): Promise<void> {
  const response = await fetch(`${GATEWAY}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.SMS_TOKEN}` },
    body: JSON.stringify({ to: phone, text }),
    signal: AbortSignal.timeout(4_000),
  });
  if (!response.ok) {
    throw new Error(`SMS gateway answered ${response.status} for a text of ${text.length} characters`);
  }
}
