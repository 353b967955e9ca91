-- Works that nobody licensed to a production: what models make is compared with them. `likeness` is what the picture looks like,
-- as the check that compares described it.
create table works (
  id text primary key,
  production text not null references productions (slug),
  record json not null,
  likeness json not null
);
create index works_of_production on works (production, id);

-- Works on file that inspection saw in a take.
alter table takes add column likenesses json not null default '[]';
