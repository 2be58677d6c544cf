"""The GraphQL API over the official schema."""
