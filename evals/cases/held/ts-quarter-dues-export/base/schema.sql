create table members (
  number integer primary key,
  name varchar(80) not null,
  iban varchar(34) not null
);
create table dues (
  quarter char(7) not null,
  member integer not null references members (number),
  cents integer not null check (cents > 0),
  primary key (quarter, member)
);
