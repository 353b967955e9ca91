-- A brief that a model reads belongs to its production, and to no take.
alter table model_calls alter column take_id drop not null;
