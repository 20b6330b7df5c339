# Die gemeinsame Tabelle
grid-any = alle
grid-contains = enthält
grid-equals = =
grid-at-least = ≥
grid-ascending = aufsteigend
grid-descending = absteigend
grid-filter = { $column } filtern
grid-clear = { $filter }: löschen
grid-rows-of = Zeilen { $first } bis { $last } von { $total }
grid-ask-again = Erneut fragen
