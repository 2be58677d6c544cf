create table depot (code varchar(6) primary key, name text not null);
create table stock (
  depot varchar(6) not null references depot (code),
  sku varchar(20) not null,
  pieces integer not null check (pieces >= 0),
  primary key (depot, sku)
);
