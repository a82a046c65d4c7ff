-- What was changed by hand of what is kept up to date and not recorded anew, so that it can be taken back: a prospect, what is said
-- of an opportunity, a salesperson, a stage.

create table edit (
  organization_id uuid not null,
  id uuid not null,
  -- The table and the row.
  object text not null,
  object_id uuid not null,
  -- Who changed it; null for a director.
  salesperson_id uuid,
  -- The values that changed, by column. Whoever erases what is known of somebody empties both.
  before jsonb not null,
  after jsonb not null,
  recorded_at timestamptz not null default now(),
  voided_at timestamptz,
  void_reason text,
  constraint edit_pk primary key (organization_id, id),
  constraint edit_organization_fk foreign key (organization_id) references organization (organization_id),
  constraint edit_salesperson_fk foreign key (organization_id, salesperson_id) references salesperson (organization_id, id),
  constraint edit_object check (object in ('prospect', 'opportunity', 'salesperson', 'stage')),
  constraint edit_void check ((voided_at is null) = (void_reason is null))
);
-- It holds values that a colleague may not read: one's own, and all of them for those who oversee the team.
select protect('edit', 'own', 'own', 'salesperson_id = acting_salesperson()', updates => 'before, after, voided_at, void_reason');
select protect_reports('edit');
create index edit_by_object on edit (organization_id, object_id);

-- A follow-up that was planned or given up by an edit goes with it, and has its id.
alter table follow_up add column voided_at timestamptz;
alter table follow_up add column void_reason text;
alter table follow_up add constraint follow_up_void check ((voided_at is null) = (void_reason is null));
create policy follow_up_update on follow_up for update to filon_service
  using (organization_id = acting_organization()
    and (acting_role() = 'director' or acting_role() = 'salesperson' and salesperson_id = acting_salesperson()))
  with check (organization_id = acting_organization()
    and (acting_role() = 'director' or acting_role() = 'salesperson' and salesperson_id = acting_salesperson()));
grant update (voided_at, void_reason) on follow_up to filon_service;
