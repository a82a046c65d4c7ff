-- What an import changed of what was there already, so that undoing it can say what was before.

create table import_change (
  organization_id uuid not null,
  import_id uuid not null,
  -- A prospect or an opportunity.
  object_id uuid not null,
  object text not null,
  -- The values that changed, by column.
  before jsonb not null,
  after jsonb not null,
  constraint import_change_pk primary key (organization_id, import_id, object_id),
  constraint import_change_import_fk foreign key (organization_id, import_id) references import_run (organization_id, id),
  constraint import_change_object check (object in ('prospect', 'opportunity'))
);
-- It holds values of the whole team's prospects: for those who oversee it.
select protect('import_change', 'own', 'director', updates => 'before, after');
select protect_reports('import_change');

-- An import may give a prospect the reference under which its own system knows it.
grant update (system, reference) on prospect to filon_service;

alter table import_run add column updated bigint not null default 0;
alter table import_run add column skipped bigint not null default 0;
alter table import_run add constraint import_run_existing check (updated >= 0 and skipped >= 0);
grant update (updated, skipped) on import_run to filon_service;
