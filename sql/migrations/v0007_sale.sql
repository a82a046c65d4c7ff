-- Money and customers: conversions with their credits, sales and refunds, expenses.

create table conversion (
  organization_id uuid not null,
  id uuid not null,
  prospect_id uuid not null,
  opportunity_id uuid,
  sale_id uuid,
  channel text,
  -- The business day of the first sale or win.
  converted_on date not null,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint conversion_pk primary key (organization_id, id),
  constraint conversion_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint conversion_opportunity_fk foreign key (organization_id, opportunity_id)
    references opportunity (organization_id, id),
  constraint conversion_channel check (channel in (
    'field', 'shop', 'trade_show', 'outbound_call', 'inbound_call', 'email', 'sms', 'website', 'social', 'referral',
    'distributor', 'video')),
  constraint conversion_void check ((voided_at is null) = (void_reason is null))
);
-- Derived by settle_conversions() from sales and wins, and never edited: a correction voids it and adds another.
-- Whoever sells makes a customer; who is credited stands in conversion_credit.
select protect('conversion', 'team', 'team', updates => 'voided_at, void_reason');
-- A prospect becomes a customer once.
create unique index conversion_once on conversion (organization_id, prospect_id) where voided_at is null;
create index conversion_by_prospect on conversion (organization_id, prospect_id) include (converted_on, recorded_at, voided_at);
create index conversion_by_day on conversion (organization_id, converted_on);

create table conversion_credit (
  organization_id uuid not null,
  conversion_id uuid not null,
  salesperson_id uuid not null,
  -- Ten-thousandths of the conversion; those of one conversion sum to 10,000.
  parts integer not null,
  constraint conversion_credit_pk primary key (organization_id, conversion_id, salesperson_id),
  constraint conversion_credit_conversion_fk foreign key (organization_id, conversion_id)
    references conversion (organization_id, id),
  constraint conversion_credit_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint conversion_credit_parts check (parts between 1 and 10000)
);
select protect('conversion_credit', 'own', 'team', 'salesperson_id = acting_salesperson()');

create table sale (
  organization_id uuid not null,
  id uuid not null,
  prospect_id uuid,
  salesperson_id uuid,
  opportunity_id uuid,
  -- The talk that sold it: its participants share the credit.
  conversation_id uuid,
  kind text not null,
  -- The sale that a refund gives back, when it is known.
  refund_of uuid,
  sold_on date not null,
  -- Excluding VAT; negative for a refund.
  amount_cents bigint not null,
  margin_cents bigint,
  channel text,
  note text,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint sale_pk primary key (organization_id, id),
  constraint sale_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint sale_prospect_fk foreign key (organization_id, prospect_id) references prospect (organization_id, id),
  constraint sale_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint sale_opportunity_fk foreign key (organization_id, opportunity_id)
    references opportunity (organization_id, id),
  constraint sale_conversation_fk foreign key (organization_id, conversation_id)
    references conversation (organization_id, id),
  constraint sale_refund_fk foreign key (organization_id, refund_of) references sale (organization_id, id),
  constraint sale_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint sale_kind check (
    kind = 'sale' and amount_cents >= 0 and refund_of is null
    or kind = 'refund' and amount_cents < 0),
  constraint sale_channel check (channel in (
    'field', 'shop', 'trade_show', 'outbound_call', 'inbound_call', 'email', 'sms', 'website', 'social', 'referral',
    'distributor', 'video')),
  constraint sale_note check (length(note) <= 10000),
  constraint sale_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint sale_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'sale', 'own', 'own', 'salesperson_id = acting_salesperson()',
  updates => 'voided_at, void_reason');
alter table conversion add constraint conversion_sale_fk foreign key (organization_id, sale_id) references sale (organization_id, id);
create unique index sale_reference_once on sale (organization_id, system, reference)
  where reference is not null and voided_at is null;
create index sale_by_day on sale (organization_id, sold_on)
  include (salesperson_id, prospect_id, kind, amount_cents)
  where voided_at is null;
create index sale_by_prospect on sale (organization_id, prospect_id, sold_on);
create index sale_by_opportunity on sale (organization_id, opportunity_id) where opportunity_id is not null;
create index sale_by_refunded on sale (organization_id, refund_of) where refund_of is not null;
create index sale_by_import on sale (organization_id, import_id) where import_id is not null;

create table expense (
  organization_id uuid not null,
  id uuid not null,
  spent_on date not null,
  amount_cents bigint not null,
  category text,
  -- Spent to win customers: what the acquisition cost divides.
  acquisition boolean not null,
  action text,
  salesperson_id uuid,
  note text,
  system text collate "C",
  reference text collate "C",
  import_id uuid,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint expense_pk primary key (organization_id, id),
  constraint expense_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint expense_salesperson_fk foreign key (organization_id, salesperson_id)
    references salesperson (organization_id, id),
  constraint expense_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint expense_category check (length(category) between 1 and 100),
  constraint expense_action check (length(action) between 1 and 200),
  constraint expense_note check (length(note) <= 10000),
  constraint expense_reference check ((reference is null) = (system is null) and length(reference) <= 300),
  constraint expense_void check ((voided_at is null) = (void_reason is null))
);
select protect(
  'expense', 'own', 'own', 'salesperson_id = acting_salesperson()',
  updates => 'voided_at, void_reason');
create unique index expense_reference_once on expense (organization_id, system, reference)
  where reference is not null and voided_at is null;
create index expense_by_day on expense (organization_id, spent_on) where voided_at is null;
create index expense_by_import on expense (organization_id, import_id) where import_id is not null;
