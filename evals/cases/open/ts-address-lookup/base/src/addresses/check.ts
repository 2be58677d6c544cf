import { clientFor } from '../http';
import type { Address, CheckedAddress } from './address';

const post = clientFor('post', process.env.POST_API_URL as string);

/** Asks the post whether letters reach an address. */
export async function checkAddress(address: Address): Promise<CheckedAddress> {
  const { data } = await post.post<{ deliverable: boolean }>('/v3/deliverability', address);
  return { ...address, deliverable: data.deliverable };
}
