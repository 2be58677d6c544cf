import { GraphQLError } from 'graphql';
import { pool } from './pool.js';
import { type NewReview, addReview, reviewsOf } from './reviews.js';

const MOST = 100;

interface ReviewRow {
  author: string;
  authorReviews: number;
}

export const resolvers = {
  Query: {
    product: async (_: unknown, { id }: { id: string }) =>
      (await pool.query('select id, name, sold from products where id = $1', [id])).rows[0] ?? null,
  },
  Mutation: {
    addReview: (_: unknown, review: NewReview, context: { customer: string | null }) => {
      if (!context.customer) {
        throw new GraphQLError('Sign in to write a review.', { extensions: { code: 'UNAUTHENTICATED' } });
      }
      return addReview(context.customer, review);
    },
  },
  Product: {
    reviews: ({ id }: { id: string }, { first, after }: { first: number; after?: string }) =>
      reviewsOf(id, Math.min(first, MOST), after ?? null),
  },
  Review: {
    writtenBy: ({ author, authorReviews }: ReviewRow) => ({ name: author, reviews: authorReviews }),
  },
  ReviewAuthor: {
    badge: ({ reviews }: { reviews: number }) => (reviews >= 50 ? 'expert' : null),
  },
};
