-- The take that a mark found in a picture names.
create index takes_of_mark on takes ((seal ->> 'mark')) where seal is not null;
