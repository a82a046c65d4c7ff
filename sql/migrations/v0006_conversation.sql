-- Conversations: every attempt to talk with a prospect. The one write path is record_conversations() in sql/functions.

create table conversation (
  organization_id uuid not null,
  id uuid not null,
  prospect_id uuid not null,
  salesperson_id uuid,
  -- A second salesperson in the same talk: each has it in full, the team counts it once.
  companion_id uuid,
  opportunity_id uuid,
  channel text not null,
  outcome text not null,
  -- Nobody spoke: an attempt. Everything else is a discussion.
  discussion boolean not null generated always as (outcome not in ('absent', 'no_answer')) stored,
  occurred_at timestamptz not null,
  minutes integer,
  note text,
  next_step text,
  next_on date,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint conversation_pk primary key (organization_id, id),
  constraint conversation_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint conversation_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint conversation_companion_fk foreign key (organization_id, companion_id)
    references salesperson (organization_id, id),
  constraint conversation_opportunity_fk foreign key (organization_id, opportunity_id)
    references opportunity (organization_id, id),
  constraint conversation_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint conversation_channel check (channel in (
    'field', 'shop', 'trade_show', 'outbound_call', 'inbound_call', 'email', 'sms', 'website', 'social', 'referral',
    'distributor', 'video')),
  constraint conversation_outcome check (outcome in (
    'absent', 'no_answer', 'refused', 'opposed', 'call_back', 'wrong_contact', 'out_of_target', 'interested',
    'documentation_left', 'appointment', 'quote_requested', 'trial', 'sold', 'already_customer', 'complaint')),
  constraint conversation_companion check (companion_id <> salesperson_id),
  constraint conversation_minutes check (minutes between 0 and 1440),
  constraint conversation_note check (length(note) <= 10000),
  constraint conversation_next check ((next_on is not null or next_step is null) and length(next_step) <= 500),
  constraint conversation_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint conversation_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'conversation', 'own', 'own', 'salesperson_id = acting_salesperson() or companion_id = acting_salesperson()',
  updates => 'voided_at, void_reason');
create unique index conversation_reference_once on conversation (organization_id, system, reference)
  where reference is not null and voided_at is null;
-- What reports over a period read, and nothing else: they stay on the index.
create index conversation_by_time on conversation (organization_id, occurred_at)
  include (salesperson_id, companion_id, prospect_id, discussion)
  where voided_at is null;
create index conversation_by_prospect on conversation (organization_id, prospect_id, occurred_at);
create index conversation_by_import on conversation (organization_id, import_id) where import_id is not null;
