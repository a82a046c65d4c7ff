-- A word as people mean it: without capitals, accents and ligatures, as everywhere a person names something.
create or replace function folded(word text)
returns text
language sql immutable parallel safe
as $$
  select replace(replace(regexp_replace(lower(normalize(word, nfd)), '[\u0300-\u036F]', '', 'g'), 'œ', 'oe'), 'æ', 'ae')
$$;
