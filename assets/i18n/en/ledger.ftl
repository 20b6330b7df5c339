### Ledger
ledger-subtitle = every command, who asked, what the system said
ledger-what-retrieve = tray { $tray } to { $station }
ledger-what-release = tray { $tray } from { $station }
ledger-title-retrieve = Retrieve tray { $tray } to { $station }
ledger-title-release = Release tray { $tray } from { $station }
ledger-line-queued = On disk here for { $age }, not sent yet
ledger-line-sent = Sent { $age } ago, no answer yet
ledger-line-accepted = { $system } accepted it; not seen to be done for { $age }
ledger-line-unknown = Outcome unknown for { $age }
ledger-line-confirmed = Read back: it is done, after { $took }
ledger-line-refused = { $system } said no, after { $took }
ledger-line-abandoned = Given up after { $took }
ledger-span = { $first } to { $last }
ledger-step-queued = Queued, on disk
ledger-step-sent-detail = { $method } { $path }, reference { $reference }
ledger-step-accepted = { $system } accepted it
ledger-step-unknown = It may have happened: read-back begins
ledger-step-not-sent = Nothing left this PC; it is tried again
ledger-step-found = Read back and found
ledger-step-nothing =
    { $n ->
        [one] Read back, nothing found
       *[other] Read back { $n } times, nothing found
    }
ledger-looked = looked for reference { $reference }
ledger-step-read-failed = Read-back failed
ledger-step-happened = { $by }: it happened
ledger-step-did-not = { $by }: it did not happen
ledger-step-restart = Found unfinished when the program was started
ledger-known = What is known
ledger-not-known = What is not known
ledger-known-left = The request left this PC.
ledger-known-not-ready =
    { $n ->
        [one] Read back once: tray { $tray } was not ready.
       *[other] Read back { $n } times: tray { $tray } was not ready.
    }
ledger-known-still-there =
    { $n ->
        [one] Read back once: tray { $tray } still stood there.
       *[other] Read back { $n } times: tray { $tray } still stood there.
    }
ledger-not-known-retrieve = Whether the robot manager took it. “Not ready” looks the same as “not asked for”.
ledger-not-known-release = Whether the robot manager took it. A tray that still stands there may be released late.
ledger-again-not-unknown = Its outcome is known
ledger-again-not-yet = { $done } of { $n } read-backs have shown that it was not done
ledger-again-cannot-tell = { $system } would do it a second time, and no read-back can tell “not done” from “not done yet”
ledger-repeat-safe = twice is the same as once
ledger-repeat-keyed = safe with the same reference
ledger-repeat-read-back = never blind, read back first
ledger-repeat-never = not at all
ledger-kind-read = reads
ledger-kind-write = changes data
ledger-kind-physical = moves a machine
ledger-kind-destructive = removes or stops something
ledger-commands = Commands
ledger-all = All { $n }
ledger-open = Open { $n }
ledger-chip = { $state } { $n }
ledger-column-time = Time
ledger-column-command = Command
ledger-column-what = What
ledger-column-to = To
ledger-column-state = State
ledger-column-by = By
ledger-column-took = Took
ledger-none = No command has been given yet
ledger-no-match = No command matches the filters
ledger-show-all = Show all
ledger-opening = Opening the ledger
ledger-foot = Written to disk before the screen says Queued
ledger-store = last write { $age }
ledger-store-trouble = The ledger cannot be written: { $why }
ledger-close = Close
ledger-decide = You can decide now
ledger-default = default: it keeps reading back
ledger-read-back = Read back now
ledger-happened = It happened, I see it
ledger-happened-help = Marks it Confirmed, by your name
ledger-did-not = It did not happen, I have checked
ledger-did-not-help = Marks it Abandoned, by your name
ledger-again = Send again
ledger-again-help = Sends the same command with the same reference
ledger-again-not = Not offered: { $why }
ledger-role-needed = Send again: your role may not give this command
ledger-confirm-happened = Mark as done?
ledger-confirm-did-not = Mark as not done?
ledger-confirm-again = Send again?
ledger-confirm-happened-why = The command is closed as Confirmed. Nothing is sent.
ledger-confirm-did-not-why = The command is closed as Abandoned. If it happens after all, nobody waits for it.
ledger-confirm-again-why = The same command goes out once more and a machine may move.
ledger-confirm-keep = Keep reading back
ledger-facts = Facts
ledger-operation = Operation
ledger-effect = What it does
ledger-repeat = A repeat
ledger-intent = Intent
ledger-reference = Reference
ledger-tags = Tags
ledger-by = Asked by
ledger-asked-at = Asked at
ledger-life = Its life
ledger-fact-ready = Tray { $tray } is ready at { $station }
ledger-fact-ready-somewhere = Tray { $tray } is ready
ledger-fact-not-ready = Tray { $tray } is ready nowhere
ledger-known-not-seen = Read back { $n } times: not seen to be done.
ledger-not-known-call = Whether it was done, and whether it is still being done.
ledger-not-known-no-look = Whether it was done. No operation of the system tells; look on the spot.
ledger-again-carried-lost = not possible: the password or file it carried is kept in memory only and is gone since the restart
ledger-body = Body
ledger-kind-restart = stops the storage until it has started again
ledger-reason = Why it is given up
ledger-reason-help = Goes into its life and the audit log, by your name; { $n } letters left
ledger-give-up = Give it up, it was not sent
ledger-give-up-help = Marks it Abandoned, by your name; it is never sent
ledger-confirm-give-up = Give it up?
ledger-confirm-give-up-why = The command is closed as Abandoned and is never sent.
ledger-confirm-wait = Let it wait
ledger-fact-reason = Reason: { $why }
ledger-held = Held by another Traydeck on { $who }
ledger-held-somewhere = Held by another Traydeck
ledger-held-next = It is sent and read back there. Decide on that screen; when that program ends, this one takes over.
ledger-column-held = Held by
ledger-elsewhere = elsewhere
ledger-aside =
    { $n ->
        [one] One command is set aside: this version cannot understand it. It is not sent; all others go on.
       *[other] { $n } commands are set aside: this version cannot understand them. They are not sent; all others go on.
    }
ledger-aside-show = Show what is set aside
ledger-aside-back = Show the commands
ledger-aside-list = Set aside
ledger-aside-since = Since
ledger-aside-operation = Operation
ledger-aside-state = State
ledger-aside-why = Why
ledger-aside-line = Set aside for { $age }, not sent
ledger-aside-next = What to do next
ledger-aside-queued = It was not sent. Give it again if it is still wanted.
ledger-aside-sent = It may have been carried out. Look on the spot before anybody gives it again.
ledger-aside-update = If a newer Traydeck wrote it, update this one: it takes the command up again by itself. Else save the diagnostics under Support.
ledger-aside-rest = All other commands go on: they are sent, read back and confirmed as ever.
ledger-aside-first = the newest { $shown } of { $n }
ledger-step-after-all = The disk said it was not written, and it was: closed, never sent
