### Why a command was not queued; the worker's check on the newest world
not-queued-not-configured = Its system is not configured. An admin adds it under Connections.
not-queued-reference-used = This order reference was used before. Ask again; a new one is made.
not-queued-ready-trays-not-fresh = The list of ready trays is out of date. Wait until the robot manager answers.
not-queued-not-ready-here = This tray is not ready at a station any more.
not-queued-no-reference = The robot manager tells no order reference for this tray, so it cannot be named.
not-queued-already-asked = This was asked already and is under way.
not-queued-too-late = It took too long until it was written down, so nothing was sent. Ask again.

### Why a command cannot be settled, sent again or read back now
not-done-nothing-to-read-back = There is nothing to read back: it is neither accepted nor unknown.
not-done-not-known = This command is not in the ledger of this PC any more.
not-done-moved-elsewhere = Another Traydeck holds this command. Decide there, or when that one has ended.
not-done-no-reason = A reason is needed to give it up.
not-done-reason-long = The reason is longer than 200 letters.
not-done-on-its-way = It is on its way out and cannot be taken back. Wait for the answer.
not-done-already-settled = Its outcome is already known.
not-done-not-unknown = Only a command whose outcome is unknown may be sent again.
not-done-not-read-back = Two read-backs must first show that it did not happen.
not-done-cannot-tell = No read-back can show that it did not happen. Look, then settle it.
not-done-reading-back = It is being read back. Wait for the outcome.
not-queued-no-write = It only reads; there is nothing to write down
not-done-carried-lost = What it carried is gone since the restart; enter it anew
not-queued-job-gone = This job does not wait here any more.
not-queued-looked-for = It was not written down, and nothing was sent. Ask again.
not-queued-trigger-refused = The storage did not take it. Confirm again to try once more, or call for help with F8.
not-queued-trigger-lost = The command was not written down. Confirm again.

### Why the store did not do it
store-not-open = The ledger of this PC is not open yet.
store-folder = The folder of the ledger cannot be used. Make it writable for this user; the log names it.
store-in-use = Another Traydeck on this PC has the ledger open. Close it, or go on there.
store-missing = There is no ledger on this PC yet.
store-disk-full = The disk is full. Free some space; it goes on by itself.
store-read-only = The ledger is read-only. Make it and its folder writable for this user; the log names it.
store-damaged = The ledger is damaged. Move its file away for support; the next start makes an empty one. The log names it.
store-newer = The ledger was written by a newer Traydeck. Update this one.
store-older = The ledger was written by an older Traydeck. Start the console once.
store-changed-meanwhile = Another Traydeck changed it meanwhile. Do it once more.
store-held-elsewhere = Another Traydeck holds this command. Decide there.
store-unknown = This command is not in the ledger.
store-taken-over = This workplace was taken over by another Traydeck. Go on there, or take it over here again.
store-not-known = It is not known whether it was written down. It is being looked for.
store-not-looked-for = It is not known whether it was written down. Look whether it is there before doing it again.
store-badge-taken = This badge belongs to somebody already.
store-nobody = Nobody of this name is kept.
store-row = A row of the ledger cannot be understood; the log names it.
store-other = The ledger cannot be written; the log says why.
store-inner-fault = An inner fault of Traydeck; the log has more.
store-pin-again = Nobody was signed in. Type the PIN once more.
