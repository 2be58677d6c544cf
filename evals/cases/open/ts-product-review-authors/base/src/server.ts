import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { resolvers } from './resolvers.js';
import { customerOf } from './session.js';

const server = new ApolloServer({ typeDefs: readFileSync('schema.graphql', 'utf8'), resolvers });
await startStandaloneServer(server, {
  listen: { port: 4000 },
  context: async ({ req }) => ({ customer: await customerOf(req.headers.authorization) }),
});
