import { pool } from './pool.js';

const COLUMNS = 'id, text, stars, author, written_on::text as "writtenOn"';

export async function reviewsOf(product: string, first: number, after: string | null) {
  const { rows } = await pool.query(
    `select ${COLUMNS} from reviews where product_id = $1 and ($3::bigint is null or id < $3) order by id desc limit $2`,
    [product, first, after],
  );
  return rows;
}

export async function addReview(customer: string, product: string, text: string, stars: number) {
  const { rows } = await pool.query(
    `insert into reviews (product_id, customer_id, author, text, stars)
     select $2, id, display_name, $3, $4 from customers where id = $1 returning ${COLUMNS}`,
    [customer, product, text, stars],
  );
  return rows[0];
}
