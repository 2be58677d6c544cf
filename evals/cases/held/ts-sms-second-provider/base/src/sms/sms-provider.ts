export interface SmsProvider {
  readonly name: string;
  /** Sends a text; throws when the provider did not take it. */
  send(phone: string, text: string): Promise<void>;
}
