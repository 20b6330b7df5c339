# The shared table
grid-any = any
grid-contains = contains
grid-equals = =
grid-at-least = ≥
grid-ascending = ascending
grid-descending = descending
grid-filter = Filter { $column }
grid-clear = Clear { $filter }
grid-rows-of = Rows { $first } to { $last } of { $total }
grid-ask-again = Ask again
