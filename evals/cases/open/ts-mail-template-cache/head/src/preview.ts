import type { Values } from './render.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SLOTS = ['morning', 'afternoon', 'evening'];

/** Makes up values for a preview: one per weekday and slot, named `slot_monday_morning` and so on. */
export function previewValues(): Values {
  const values: Values = {};
  for (const day of WEEKDAYS) {
    for (const slot of SLOTS) {
      values[`slot_${day.toLowerCase()}_${slot}`] = `${day} ${slot}`;
    }
  }
  return values;
}
