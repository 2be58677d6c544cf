create table contractor (
  number integer primary key,
  name varchar(80) not null,
  password_hash text
);
create table contractor_session (
  token_digest char(64) primary key,
  contractor integer not null references contractor (number),
  ends_at timestamptz not null
);
