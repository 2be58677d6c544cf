const LIMIT_MS = 20_000;

export interface PostedDocument {
  status: number;
  receipt: string | null;
}

/** Posts an XML document and gives back what the other side said, whatever the status. */
export async function postDocument(url: URL, xml: string, token: string): Promise<PostedDocument> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/xml', authorization: `Bearer ${token}` },
    body: xml,
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  return { status: response.status, receipt: response.headers.get('x-receipt') };
}
