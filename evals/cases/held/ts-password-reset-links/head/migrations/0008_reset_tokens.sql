create table reset_tokens (
  token_hash text primary key,
  account_id uuid not null references accounts (id) on delete cascade,
  expires_at timestamptz not null
);
create index reset_tokens_account on reset_tokens (account_id);
