-- What is asked of all calls of a production at once, with the account locked, stands in columns: nobody reads every record
-- for it. A call counts for what its vendor says, else for its estimate, unless it failed before its vendor took it.
alter table model_calls
  add column shot text generated always as (record ->> 'shot') stored,
  add column card text generated always as (record ->> 'card') stored,
  add column reuses text generated always as (record ->> 'reuses') stored,
  add column cost_usd_micros bigint generated always as ((record ->> 'costUsdMicros')::bigint) stored,
  add column spent_usd_micros bigint not null generated always as (
    coalesce(
      (record ->> 'costUsdMicros')::bigint,
      case
        when record ->> 'state' = 'failed' and record ->> 'mayBeCharged' is null then 0
        else (record ->> 'estimateUsdMicros')::bigint
      end,
      0
    )
  ) stored;
create index model_calls_card on model_calls (card);
create index model_calls_open on model_calls (production) where state in ('starting', 'running', 'collecting');
