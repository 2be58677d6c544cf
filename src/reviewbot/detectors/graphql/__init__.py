"""Compare GraphQL schemas by graphql-core."""
