-- A yes answers the rules that asked for it. Those from before answered what nobody wrote down: they count for none.
alter table approvals add column rule_ids json not null default '[]';
alter table approvals alter column rule_ids drop default;
