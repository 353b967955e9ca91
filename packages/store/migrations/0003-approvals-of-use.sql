-- A yes is bound to recipe, licences and production together. Those from before are bound to no use and count for none.
alter table approvals add column use_hash text not null default '';
alter table approvals alter column use_hash drop default;

drop index approvals_of_recipe;
create index approvals_of_use on approvals (use_hash, id);
