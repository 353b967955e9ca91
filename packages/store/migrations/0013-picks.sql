-- Which variant of a take the crew goes on with, who said so and when. Earlier picks stand in the ledger.
alter table takes add column pick json;
