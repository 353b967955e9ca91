-- Whether the union that covers a production is on strike, as its people have recorded it.
alter table productions add column is_union_on_strike boolean not null default false;

-- When inspection looked for faces: an approval from before says nothing of them.
alter table takes add column faces_found_at timestamptz(3);
