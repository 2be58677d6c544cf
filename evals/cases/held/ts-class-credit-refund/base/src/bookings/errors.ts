export class BookingNotFound extends Error {
  constructor(readonly bookingId: string) {
    super(`No booking ${bookingId} of this member`);
  }
}
