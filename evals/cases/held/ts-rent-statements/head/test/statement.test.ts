import { expect, it } from 'vitest';
import { statements } from '../src/statements/statement';

const lease = { id: 'l1', tenant: 'A. Sommer', unit: 'Lindenweg 4, 2nd floor' };

it('adds up what was booked on a lease', () => {
  const [statement] = statements(
    [lease],
    [
      { leaseId: 'l1', bookedOn: '2024-01-03', cents: 81_250, text: 'January' },
      { leaseId: 'l2', bookedOn: '2024-01-03', cents: 64_000, text: 'January' },
    ],
  );
  expect(statement.balanceCents).toBe(81_250);
});

it('leaves a lease without bookings at nothing', () => {
  expect(statements([lease], [])[0].balanceCents).toBe(0);
});
