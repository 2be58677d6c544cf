"""Read what servers in TypeScript and JavaScript are made of."""
