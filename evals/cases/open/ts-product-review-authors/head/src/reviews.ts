import { pool } from './pool.js';

// The number is kept by a trigger on reviews.
const COLUMNS = `r.id, r.text, r.stars, r.author, r.title, r.written_on::text as "writtenOn",
  (select c.review_count from customers c where c.id = r.customer_id) as "authorReviews"`;

export interface NewReview {
  product: string;
  text: string;
  stars: number;
  title?: string | null;
}

export async function reviewsOf(product: string, first: number, after: string | null) {
  const { rows } = await pool.query(
    `select ${COLUMNS} from reviews r
      where r.product_id = $1 and ($3::bigint is null or r.id < $3) order by r.id desc limit $2`,
    [product, first, after],
  );
  return rows;
}

export async function addReview(customer: string, { product, text, stars, title = null }: NewReview) {
  const { rows } = await pool.query(
    `insert into reviews as r (product_id, customer_id, author, text, stars, title)
     select $2, id, display_name, $3, $4, $5 from customers where id = $1 returning ${COLUMNS}`,
    [customer, product, text, stars, title],
  );
  return rows[0];
}
