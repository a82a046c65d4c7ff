-- The pipeline is edited: a stage that takes no more opportunities is retired, and stays for what went through it.

alter table stage
  add column retired_at timestamptz,
  -- The names it had, folded: plans, mappings and people go on saying them, and no other stage takes one.
  add column former_keys text[] collate "C" not null default '{}',
  add constraint stage_retired check (retired_at is null or kind = 'open'),
  add constraint stage_former_keys check (name_key <> all (former_keys));
grant update (retired_at, former_keys) on stage to filon_service;
