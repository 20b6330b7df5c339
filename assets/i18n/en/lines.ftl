### Pick lines, and files that fill the floor in
lines-subtitle = what is to be taken from, counted in or put into which tray
lines-table = Lines
lines-all = All { $n }
lines-open = Open { $n }
lines-done = Done { $n }
lines-short = Short { $n }
lines-opening = The floor is being opened
lines-none = No lines yet. Import a file of pick lines, or wait for orders.
lines-no-match = No line fits the filters.
lines-show-all = Show all
lines-foot = open lines, and those that ended in the last 12 hours
lines-trouble = Nothing can be written down: { $why }
lines-column-order = Order
lines-column-tray = Tray
lines-column-compartment = Compartment
lines-column-sku = SKU
lines-column-name = Name
lines-column-mode = Mode
lines-column-quantity = Taken of
lines-column-state = State
lines-column-by = By
lines-column-when = Ended
lines-no-order = no order
lines-number = { $order } · { $number } of { $of }
lines-taken = { $taken } of { $quantity }
lines-damaged = { $taken } of { $quantity }, { $damaged } damaged
lines-state-open = open
lines-state-done = done
lines-state-short = short
lines-reason-short = not enough there
lines-reason-damaged = damaged
lines-reason-wrong-content = wrong content
lines-reason-dirty-tray = dirty tray
lines-reason-skip = left out
lines-approved = { $by }, approved by { $approved }
lines-import = Import…
lines-import-title = Import a file
lines-import-line = checked whole, then filled in whole
lines-import-kind = What the file holds
lines-kind-lines = Pick lines
lines-kind-layouts = Tray layouts
lines-kind-contents = Tray contents
lines-kind-barcodes = Barcodes
lines-kind-names = Names of SKUs
lines-import-columns = Columns: { $columns }. In any order; comma, semicolon or tab.
lines-import-optional = May be missing: { $columns }.
lines-import-path = Path of the file
lines-import-check = Check
lines-import-choose = Choose…
lines-import-no-path = No path is typed yet
lines-import-reading = Reading { $file }
lines-import-choosing = The dialog to choose a file is open
lines-import-checking = The file is being checked
lines-import-not-read = The file cannot be read: { $why }
lines-import-nothing-chosen = No file was chosen. If no dialog opened, type the path.
lines-import-good =
    { $n ->
        [one] { $file }: 1 row, no errors
       *[other] { $file }: { $rows } rows, no errors
    }
lines-import-bad =
    { $n ->
        [one] { $file }: 1 error. Nothing was filled in.
       *[other] { $file }: { $errors } errors. Nothing was filled in.
    }
lines-import-warnings =
    { $n ->
        [one] 1 warning
       *[other] { $n } warnings
    }
lines-import-more = and { $n } more
lines-import-fill = Fill in
lines-import-not-checked = No file has been checked yet
lines-import-has-errors = The file has errors
lines-import-filling = Being filled in
lines-import-floor-closed = The floor is not open
lines-import-already = This file has been filled in
lines-import-filled-lines = Filled in: { $new } new lines, { $known } were there already
lines-import-filled = Filled in: { $n } rows
lines-import-failed = Not filled in: { $why }
lines-csv-at = Row { $row }, { $column }
lines-csv-at-row = Row { $row }
lines-csv-whole = The file
lines-csv-no-rows = nothing stands under the headings
lines-csv-no-rows-next = add rows
lines-csv-too-many-rows = more rows than { $n }
lines-csv-too-many-rows-next = split it into several files
lines-csv-no-column = this column is missing
lines-csv-no-column-next = add a column with this heading
lines-csv-not-text = it is no UTF-8 text
lines-csv-not-text-next = save it as CSV UTF-8
lines-csv-empty = nothing stands there
lines-csv-empty-next = fill the cell
lines-csv-unknown-mode = “{ $text }” is no mode
lines-csv-unknown-mode-next = write picking, counting or decanting
lines-csv-not-a-compartment = “{ $text }” is no compartment
lines-csv-not-a-compartment-next = write a letter and a number, like B2
lines-csv-not-in-layout = { $text } is not in the tray, which has { $rows } × { $columns }
lines-csv-not-in-layout-next = correct it, or import the tray's layout
lines-csv-not-between = “{ $text }” is no whole number from { $least } to { $most }
lines-csv-not-between-next = correct the number
lines-csv-twice = the same stands in row { $row } already
lines-csv-twice-next = delete one of the rows
lines-csv-more-than-of = line { $number } of { $of } cannot be
lines-csv-more-than-of-next = correct number or of
lines-csv-unknown-tray = the robot manager knows no tray { $text }
lines-csv-unknown-tray-next = it is filled in; check the id
lines-csv-known-line = this line of the order is there already
lines-csv-known-line-next = it stays as it is
lines-csv-same-line = an open line without an order asks for the same
lines-csv-same-line-next = this one comes on top of it; give lines an order and a number, then none comes twice
