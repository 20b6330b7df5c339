# The picker's screen: one task, one action
pick-balcony = Balcony { $balcony }
pick-choose-balcony = Or a balcony of the storage
pick-choose-one-balcony = Choose { $balcony }
pick-order = Order
pick-line-of = line { $n } of { $of }
pick-sign-out = { $name } works here, sign out

pick-take = Take
pick-count = Counted so far
pick-put = Put in
pick-pieces = { $n ->
    [one] piece
   *[other] pieces
}
pick-from = from compartment { $place }
pick-into = into compartment { $place }
pick-from-box = from box { $box }, level { $level }
pick-so-far = { $taken } of { $quantity } scanned
pick-scan-one = Scan each piece, or confirm all
pick-step = { $step } pieces
pick-no-sku = No SKU is told
pick-box = Box
pick-level = Level
pick-trigger-how = Confirming lets the storage go on with this job.
pick-tray = Tray { $tray }
pick-tray-here = at the station
pick-tray-dirty = noted as dirty
pick-tray-lit = compartment { $place } lit, { $inside }
pick-tray-unknown = How this tray is divided was not filled in
pick-tray-only = Reach into { $place }. How this tray is divided was not filled in.
pick-compartment-unknown = not told
pick-compartment-empty = empty
pick-compartment-inside = { $n } inside

pick-picture = Picture of { $name }
pick-picture-asking = Asking the storage for the picture
pick-picture-none = The storage has no picture of it
pick-picture-failed = The picture cannot be fetched now

pick-counted = Right item, { $taken } of { $quantity }
pick-counted-open = Right item, { $taken } so far
pick-counted-detail = Counted and written down
pick-line-done = Done: { $pieces } × { $sku }
pick-line-done-detail = Written down. On to the next one.
pick-noted = Noted: { $what }
pick-noted-detail = Written down. F1 takes it back.
pick-unknown-code = Not known: “{ $text }”
pick-unknown-code-detail = No SKU, tray or badge. Nothing counted.
pick-unknown-command = No such command: “{ $text }”
pick-unknown-command-detail = The card is of another version. Print a new one under Scanner.
pick-other-tray = That is tray { $tray }
pick-other-tray-here = Tray { $tray } stands here. Nothing was counted.
pick-other-tray-none = No tray stands here. Nothing was counted.
pick-nothing-here = Nothing stands here
pick-nothing-here-detail = Nothing was counted. Wait until it stands still.
pick-nothing-to-confirm = Nothing is left to confirm
pick-nothing-to-confirm-detail = Scan the tray or RELEASE to send it away.
pick-count-is-zero = Is it empty? CONFIRM again
pick-count-is-zero-detail = Nothing was scanned. Scan what is there, or CONFIRM once more.
pick-question-over = The question is over: nothing was done
pick-question-over-detail = Nobody answered in time, so it was no. Nothing was confirmed or taken back.
pick-not-due = That is done already
pick-not-due-detail = Nothing was done a second time. Look at what is due now.
pick-put-right-first = First put the wrong one back
pick-put-right-first-detail = Then scan the right one.
pick-is-clean = The tray is clean
pick-is-clean-detail = Written down.
pick-not-with-job = A storage job is taken or left
pick-not-with-job-detail = Scan or confirm its pieces. If that cannot be done, call for help with F8.
pick-lines-open = { $n ->
    [one] One line of this tray is still open
   *[other] { $n } lines of this tray are still open
}
pick-lines-open-detail = RELEASE again sends it away with them open.
pick-leaving = Tray { $tray } is asked to leave
pick-leaving-detail = It is gone when the robot manager says so
pick-not-leaving = Tray { $tray } stays here
pick-not-triggered = The job was not triggered
pick-paused = Paused: nothing was counted
pick-paused-detail = Press F9 or scan RESUME first.
pick-nobody = Nobody is signed in
pick-nobody-detail = Nothing was counted. Scan your badge first, or press Enter for a PIN.
pick-unknown-badge = This badge is not known here
pick-unknown-badge-detail = Ask an admin to enter it under Admin.
pick-wrong-pin = Name and PIN do not match
pick-wrong-pin-detail = Try again, or scan the badge.
pick-signed-in = Signed in
pick-signed-in-detail = { $name } works here now. Work comes by itself.
pick-awaits-badge = Supervisor needed, { $n } short
pick-awaits-badge-detail = Badge here, or F4 for a PIN. F1 takes it back.
pick-badge-not-enough = May not approve this
pick-badge-not-enough-detail = { $name } is no supervisor. Another badge, or F4 for a PIN. F1 takes it back.
pick-approved = Approved
pick-approved-detail = By { $name }. Written down with both names.
pick-undone = Taken back: { $sku }
pick-undone-detail = { $taken } counted now
pick-nothing-to-undo = Nothing can be taken back
pick-nothing-to-undo-detail = What left with its tray stays as it is.
pick-mode-is = { $mode }
pick-mode-is-detail = Trays come for this now.
pick-too-long = That was no barcode
pick-too-long-detail = Too many characters without an end. Check the scanner under Scanner.
pick-not-written = Not counted, not written
pick-not-known = Counted? Still being looked up

pick-wrong = Wrong item. Put it back.
pick-wrong-in = Wrong item. Put it back in { $place }
pick-too-many = One too many. Put it back.
pick-too-many-in = One too many. Put it back in { $place }
pick-wrong-then = Nothing was counted. Then scan one from { $place }.
pick-wrong-then-box = Nothing was counted. Then scan one from the box.
pick-wrong-then-none = Nothing was counted. Then press Enter.
pick-wrong-put = Wrong item. Keep it out.
pick-too-many-put = One too many. Keep it out.
pick-wrong-then-put = Nothing was counted. Then scan one for { $place }.
pick-ended-short = Its line was ended with less
pick-ended-short-then = Nothing was counted. F1 closes this; each further F1 takes one step back until the line is due again.
pick-wrong-order = It belongs to order { $order }.
pick-lies-in = lies in { $place }
pick-you-scanned = You scanned
pick-take-this = Take this
pick-put-this = Put this in
pick-scanned-of = { $taken } of { $quantity } scanned

pick-exception-short = short
pick-exception-damaged = a damaged piece
pick-exception-wrong = wrong content
pick-exception-dirty = dirty tray
pick-exception-skip = left out

pick-wait-head = Nothing to do yet
pick-wait = Tray { $tray } is asked for
pick-wait-unsent = Tray { $tray } waits to be sent for
pick-wait-unknown = Tray { $tray }: no answer
pick-wait-refused = Tray { $tray } was refused
pick-wait-why-refused = The robot manager does not bring it. It is asked for again by itself; a supervisor sees why in the ledger.
pick-wait-why = The robot manager tells only when a tray is ready, not where it is.
pick-wait-why-unsent = It is written down here and goes out as soon as the robot manager answers.
pick-wait-why-unknown = The request got no answer. It is read back before anything else is done.
pick-brings = { $n ->
    [one] Tray { $tray } brings one line
   *[other] Tray { $tray } brings { $n } lines
}
pick-brings-one = { $n } × from { $place }
pick-elsewhere-head = This place is taken
pick-elsewhere = Another Traydeck works here
pick-elsewhere-how = Go on there, or take over: its screen then says so and counts nothing more.
pick-begin-head = Nobody works here
pick-begin = Start when you stand here
pick-begin-how = Press Enter, or just scan. Trays with open lines then come by themselves.
pick-begin-balcony-head = Nobody works here
pick-begin-balcony = Start when you stand here
pick-begin-balcony-how = Press Enter, or just scan. The storage then tells what waits at this balcony.
pick-sign-in-head = Nobody works here
pick-sign-in = Scan your badge
pick-sign-in-how = Or press Enter for name and PIN.
pick-is-paused-head = Paused
pick-is-paused = Nothing is counted
pick-is-paused-how = What was asked for stays on its way. Press F9 or scan RESUME to go on.
pick-other-mode-head = This tray came for something else
pick-other-mode = { $n ->
    [one] One line for { $mode }
   *[other] { $n } lines for { $mode }
}
pick-other-mode-how = Press Enter or scan NEXT to switch, or release the tray with F12.
pick-finished-head = Nothing is left to do here
pick-finished = Release tray { $tray }
pick-finished-how = Scan the tray or RELEASE, or press Enter.
pick-no-job-head = Nothing to do yet
pick-no-job = No job waits here
pick-no-job-how = The storage tells when a carrier stands at this balcony and a job waits to be triggered.
pick-drained-head = Finishing the queue
pick-drained = No more trays are asked for
pick-drained-how = Press F4 to go on.
pick-none-of-mode-head = No open lines for { $mode }
pick-none-of-mode = { $n ->
    [one] One line waits for { $other }
   *[other] { $n } lines wait for { $other }
}
pick-none-of-mode-how = Press F10 to change what you do.
pick-none-head = No open lines for { $mode }
pick-none = All lines are done
pick-none-how = New lines are filled in under Pick lines, or come with orders. F11 asks for a tray by its number.
pick-stands-at-head = Nothing to do yet
pick-stands-at = Tray { $tray } stands at { $station }
pick-stands-at-how = It is asked for as soon as it has left there.
pick-wanted-head = Nothing to do yet
pick-wanted = Trays are about to be asked for
pick-wanted-how = They are asked for as soon as the robot manager answers.

pick-next-trays = Next trays
pick-on-the-way = { $n } asked for
pick-state-wanted = Wanted next
pick-state-at = At { $station }
pick-state-queued = Written down here
pick-state-sent = Sent, no answer yet
pick-state-refused = Refused
pick-state-unknown = No answer
pick-state-asked = Asked for
pick-brings-lines = { $n ->
    [0] brings no line
    [one] brings one line
   *[other] brings { $n } lines
}
pick-next-jobs = Next jobs
pick-no-next-jobs = No other waits here
pick-next-job = { $n } × { $name }
pick-next-carrier = A carrier
pick-next-box = Box { $box }
pick-none-coming = None is on its way
pick-then = Then from this tray
pick-then-one = { $n } × { $name }, { $place }
pick-done-one = { $n } × { $sku }
pick-done-short = { $n } × { $sku }, not all
pick-pace = Last { $minutes } min: { $lines } lines, { $pieces } pieces
pick-by-number = Ask by number…

pick-confirm = Scan, or confirm { $n }
pick-confirm-count = Confirm { $n } counted
pick-confirm-put = Confirm { $n } put in
pick-confirm-put-open = Confirm { $n } put in here
pick-scan-to-go-on = Scan { $sku } to go on
pick-first-put-back = First put the wrong one back
pick-scan-it-here = Scan it here
pick-needs-badge = Supervisor needed
pick-put-back = It is put back
pick-switch = Switch to { $mode }
pick-start = Start
pick-take-over = Take over here
pick-key-undo = Undo
pick-key-short = Short
pick-key-damaged = Damaged
pick-key-wrong = Wrong
pick-key-skip = Skip
pick-key-delete = Del
pick-key-pin = PIN
pick-key-release = Release
pick-key-clean = Clean
pick-key-dirty = Dirty
pick-key-drain = Finish
pick-key-go-on = Go on
pick-key-mode = Mode
pick-key-help = Help
pick-key-no-help = Cancel help
pick-key-pause = Pause
pick-key-resume = Go on

pick-banner-disk = Nothing is counted: { $why }
pick-banner-silent-work = The robot manager is silent ({ $age }). Known lines stay workable; the tray can leave when it answers.
pick-banner-silent = The robot manager is silent ({ $age }). What was asked for stays asked for.
pick-banner-storage = The storage is silent ({ $age }). Confirmed jobs are triggered when it answers.

pick-asked-release-head = { $from } asks
pick-asked-release = May tray { $tray } leave now?
pick-asked-release-how = You scanned a moment ago. Hands off the tray before you say yes. F11 or CONFIRM is yes, Enter or UNDO is no, as is no answer.
pick-asked-close-head = { $from } asks
pick-asked-close = May this station be closed?
pick-asked-close-how = You scanned a moment ago. Yes signs you out and asks for no more trays. F11 or CONFIRM is yes, Enter or UNDO is no, as is no answer.
pick-say-no = No, I am working here
pick-say-yes = Yes

# Name and PIN
pick-pin-who = Who are you?
pick-pin-nobody = Nobody with a PIN is kept. An admin adds people under Admin.
pick-pin-type = Type your PIN
pick-pin-digits = Digits typed: { $n }
pick-pin-digit = Digit { $digit }
pick-pin-back = Delete
pick-pin-enter = Sign in
pick-pin-cancel = Cancel
pick-pin-choose = Choose your name first
pick-pin-too-short = A PIN is 4 to 12 digits
pick-pin-paused = Too many wrong PINs for { $name }. It is taken again in { $n } s; a badge is taken at any time.
pick-pin-who-approves = Who approves?
pick-pin-nobody-approves = No supervisor with a PIN is kept. A supervisor’s badge approves as well.
pick-pin-approve = Approve
pick-pin-waits = Wait first
pick-pin-chosen = { $name }, chosen
pick-pin-open = Name and PIN
pick-back-to-lines = Back to the lines
pick-opening = { $place }: reading how far the work is
pick-pin-arrows = Arrow keys choose, digits go into the PIN
pick-no-job-yet = Wait until a job stands here
