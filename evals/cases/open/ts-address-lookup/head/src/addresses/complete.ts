import { isAxiosError } from 'axios';
import { clientFor } from '../http';
import { log } from '../log';
import type { Address } from './address';

const register = clientFor('address-register', process.env.ADDRESS_REGISTER_URL as string);

export class RegisterUnavailable extends Error {
  constructor(postcode: string, options: ErrorOptions) {
    super(`The address register did not answer for postcode ${postcode}`, options);
  }
}

/**
 * Completes street and city from postcode and house number; null when the register knows no such house.
 * Throws RegisterUnavailable for everything else.
 */
export async function completeAddress(postcode: string, houseNumber: string): Promise<Address | null> {
  try {
    const { data } = await register.get<{ street: string; city: string }>(
      `/addresses/${encodeURIComponent(postcode)}/${encodeURIComponent(houseNumber)}`,
    );
    return { street: data.street, city: data.city, postcode, houseNumber };
  } catch (error) {
    if (isAxiosError(error) && error.response?.status === 404) {
      return null;
    }
    throw new RegisterUnavailable(postcode, { cause: error });
  }
}

/** Completes an address for the form, which the customer can still fill in by hand. */
export async function suggestAddress(postcode: string, houseNumber: string): Promise<Address | null> {
  try {
    return await completeAddress(postcode, houseNumber);
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) {
      throw error;
    }
    const cause = isAxiosError(error.cause) ? error.cause.code : undefined;
    log.warn({ cause }, 'address register is away, the form stays empty');
    return null;
  }
}
