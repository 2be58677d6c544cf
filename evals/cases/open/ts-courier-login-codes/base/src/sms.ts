/** Hands a text to the SMS gateway. */
export async function sendText(phone: string, text: string): Promise<void> {
  const response = await fetch(new URL('/messages', process.env.SMS_GATEWAY_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.SMS_TOKEN}` },
    body: JSON.stringify({ to: phone, text }),
    signal: AbortSignal.timeout(4_000),
  });
  if (!response.ok) {
    throw new Error(`SMS gateway answered ${response.status}`);
  }
}
