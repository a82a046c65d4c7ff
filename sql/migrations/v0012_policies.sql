-- Policies ask who acts once in a statement and not for each row: as a sub-select the answer is a parameter of the plan. A report
-- over hundreds of thousands of rows spent a quarter of its time on that.

create or replace function protect(
  target regclass, readers text, writers text, own text default 'false', updates text default null
)
returns void
language plpgsql
as $$
declare
  here constant text := 'organization_id = (select acting_organization())';
  mine constant text := replace(own, 'acting_salesperson()', '(select acting_salesperson())');
  reads constant text := case readers
    -- act_as() lets no other role through. Said this way, the planner does not take the policy for a filter that leaves
    -- one row in a hundred.
    when 'team' then '(select acting_role()) is not null'
    when 'own' then format('((select acting_role()) <> ''salesperson'' or (%s))', mine)
  end;
  writes constant text := case writers
    when 'director' then '(select acting_role()) = ''director'''
    when 'team' then '(select acting_role()) in (''director'', ''salesperson'')'
    when 'own' then format(
      '((select acting_role()) = ''director'' or (select acting_role()) = ''salesperson'' and (%s))', mine)
  end;
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy %I on %s for select to filon_service using (%s and %s)', target || '_select', target, here, reads);
  execute format(
    'create policy %I on %s for insert to filon_service with check (%s and %s)', target || '_insert', target, here, writes);
  execute format('grant select, insert on %s to filon_service', target);
  if updates is not null then
    execute format(
      'create policy %I on %s for update to filon_service using (%s and %s) with check (%s and %s)',
      target || '_update', target, here, writes, here, writes);
    execute format('grant update (%s) on %s to filon_service', updates, target);
  end if;
end
$$;

do $$
declare
  policy record;
begin
  for policy in
    select p.polname, p.polrelid::regclass as target,
      'using (' || pg_get_expr(p.polqual, p.polrelid) || ')' as reads,
      ' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')' as writes
    from pg_policy p
  loop
    execute format(
      'alter policy %I on %s %s', policy.polname, policy.target,
      regexp_replace(concat(policy.reads, policy.writes), '(acting_[a-z]+\(\))', '(select \1)', 'g'));
  end loop;
end
$$;
