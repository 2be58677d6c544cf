import { GraphQLError } from 'graphql';
import { pool } from './pool.js';
import { addReview, reviewsOf } from './reviews.js';

const MOST = 100;

export const resolvers = {
  Query: {
    product: async (_: unknown, { id }: { id: string }) =>
      (await pool.query('select id, name, sold from products where id = $1', [id])).rows[0] ?? null,
  },
  Mutation: {
    addReview: (_: unknown, review: { product: string; text: string; stars: number }, context: { customer: string | null }) => {
      if (!context.customer) {
        throw new GraphQLError('Sign in to write a review.', { extensions: { code: 'UNAUTHENTICATED' } });
      }
      return addReview(context.customer, review.product, review.text, review.stars);
    },
  },
  Product: {
    reviews: ({ id }: { id: string }, { first, after }: { first: number; after?: string }) =>
      reviewsOf(id, Math.min(first, MOST), after ?? null),
  },
};
