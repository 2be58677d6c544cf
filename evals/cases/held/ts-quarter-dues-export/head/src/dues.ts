import { pool } from './pool.js';

export interface Due {
  member: number;
  name: string;
  iban: string;
  cents: number;
}

const PAGE = 1_000;
const COLUMNS = 'd.member, m.name, m.iban, d.cents';

/** Gives the dues of a quarter by member, read a thousand at a time. */
export async function* duesOf(quarter: string): AsyncGenerator<Due> {
  let after = 0;
  for (;;) {
    const { rows } = await pool.query<Due>(
      `select ${COLUMNS} from dues d join members m on m.number = d.member
        where d.quarter = $1 and d.member > $2 order by d.member limit $3`,
      [quarter, after, PAGE],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) {
      return;
    }
    after = last.member;
  }
}
