### Why a command was not queued; the worker's check on the newest world
not-queued-not-configured = Its system is not configured. An admin adds it under Connections.
not-queued-reference-used = This order reference was used before. Ask again; a new one is made.
not-queued-ready-trays-not-fresh = The list of ready trays is out of date. Wait until the robot manager answers.
not-queued-not-ready-here = This tray is not ready at a station any more.
not-queued-no-reference = The robot manager tells no order reference for this tray, so it cannot be named.
not-queued-already-asked = This was asked already and is under way.

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
