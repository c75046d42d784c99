"""The lists behind the people: names and places, with what draws from them."""
