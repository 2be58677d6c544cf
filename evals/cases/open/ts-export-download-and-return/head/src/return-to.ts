import { settings } from './settings.js';

/** Gives back the address to go to after the log-in: one on this site, or the start page. */
export function returnTo(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500) {
    return settings.SITE;
  }
  const target = URL.canParse(wanted, settings.SITE) ? new URL(wanted, settings.SITE) : null;
  return target?.origin === new URL(settings.SITE).origin ? target.href : settings.SITE;
}
