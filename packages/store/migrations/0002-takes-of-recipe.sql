create index takes_of_recipe on takes (recipe_hash, id);
