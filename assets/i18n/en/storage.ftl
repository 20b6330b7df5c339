### Storage: the whole and its bots
storage-for = { $status } for { $age }
storage-for-at-least = { $status } for at least { $age }
storage-no-status = Status not reported
storage-no-bots-read = Bots not read yet
storage-no-requests-read = Requests not read yet
storage-bots-line = { $n } bots reported, { $working } working, { $charging } charging
storage-requests-line =
    { $n ->
        [one] 1 request open
       *[other] { $n } requests open
    }
storage-fact-status = Storage: { $status }
storage-on-level = level { $level }
storage-leave = Leave as it is
storage-not-paused-again = The storage is paused already.
storage-not-resumed-again = The storage runs already.
storage-shutting-down = The storage is shutting down.
storage-no-bot = Choose a bot first.
storage-not-charging = This bot is not charging.
storage-none-marked = Mark the bots first.

storage-pause = Pause…
storage-pause-why = All bots stop after what they are doing; no tray comes or goes until the storage is resumed.
storage-pause-ask = Pause the storage?
storage-pause-act = Pause
storage-resume = Resume…
storage-resume-why = Bots move again at once, also those near a person. Make sure that nobody is inside.
storage-resume-ask = Resume the storage?
storage-resume-act = Resume
storage-charge-all = Charge all…
storage-charge-all-why = Every bot goes to charge; requests wait until bots come back. No operation tells when it is done.
storage-charge-all-ask = Send all bots to charge?
storage-charge-all-act = Charge all
storage-onboard = Onboard a bot…
storage-onboard-why = The storage takes in the bot that stands ready at its entrance.
storage-onboard-ask = Onboard a bot?
storage-onboard-act = Onboard
storage-charge = Charge…
storage-charge-why = The bot leaves its work and drives to charge.
storage-charge-ask = Send bot { $about } to charge?
storage-charge-act = Charge
storage-uncharge = End charging…
storage-uncharge-why = The bot leaves its charger and takes work again, however full it is.
storage-uncharge-ask = End charging of bot { $about }?
storage-uncharge-act = End charging
storage-offboard = Offboard…
storage-offboard-why = The bot drives out of the storage and takes no more work until it is onboarded again.
storage-offboard-ask = Offboard bot { $about }?
storage-offboard-act = Offboard
storage-rfid = Write RFID tags…
storage-rfid-why = The bot drives along its level and writes the tags; it takes no other work meanwhile.
storage-rfid-ask = Write RFID tags with bot { $about }?
storage-rfid-act = Write tags
storage-restart = Restart the brain…
storage-restart-why = All movement stops until the brain is up again, and what is under way may be left where it stands.
storage-restart-ask = Restart the brain?
storage-restart-act = Restart
storage-report = Create a support report…
storage-report-why = The storage packs its logs into an archive on its own disk. Every report makes another one.
storage-report-ask = Create a support report?
storage-report-act = Create
storage-remove = Remove from database…
storage-remove-why =
    Takes { $n ->
        [one] bot { $about }
       *[other] bots { $about }
    } out of the storage's database. Its maker says not to use this: a bot that still stands in the storage becomes invisible to the planning of all others.
storage-remove-ask =
    { $n ->
        [one] Remove bot { $about } from the database?
       *[other] Remove bots { $about } from the database?
    }
storage-remove-act =
    { $n ->
        [one] Remove bot { $about }
       *[other] Remove these bots
    }
storage-remove-type =
    { $n ->
        [one] Type the number of the bot: { $about }
       *[other] Type the numbers of the bots: { $about }
    }
storage-remove-missing = It is offered once every number stands here, and no other.

storage-bots = Bots
storage-column-bot = Bot
storage-column-state = State
storage-column-level = Level
storage-column-battery = Battery
storage-column-carrier = Carrier
storage-column-marked = Removal
storage-marked = marked
storage-unmark =
    { $n ->
        [one] Unmark 1
       *[other] Unmark { $n }
    }
storage-table-foot =
    { $n ->
        [one] 1 bot · Enter shows it, Space marks it
       *[other] { $n } bots · Enter shows one, Space marks one
    }
storage-asking-bots = Asking the storage for its bots
storage-no-bots = The storage reports no bot

storage-choose = No bot chosen
storage-choose-help = Choose one in the table to charge, offboard or let it write tags.
storage-show-bot = Show on Levels
storage-mark = Marked for removal
storage-force = Force charging
storage-force-help = On by default, as with the storage itself. What it overrides is not known here; ask its maker before switching it off.
storage-rfid-action = Action type of the tag writing
storage-rfid-action-help = As the vendor names it; empty leaves it to the storage.
storage-rfid-scratch = Start from scratch
storage-brain = Brain
storage-timeout = Time-out in seconds
storage-timeout-help = Empty: the storage's own, 60 seconds.
storage-timeout-wrong = A whole number above 0, or nothing.
storage-restart-asked = Restart asked for
storage-waiting = Waiting for the brain, { $age }
storage-up-again = The brain is up again after { $age }
storage-wait-note = What it says is read all the time; nothing is sent again.
storage-wait-silent = It does not answer while it restarts: { $age }
storage-vendor = For the vendor
storage-support = Write a support issue…
storage-report-name = Archive
storage-report-path = Path
storage-report-status = Status
storage-copy = Copy { $what }
storage-removal = Removal from the database
storage-removal-none = No bot is marked.
storage-removal-marked =
    { $n ->
        [one] Marked: bot { $about }
       *[other] Marked: bots { $about }
    }
storage-removal-warning = The vendor marks this call as not to be used. It does not move a bot out of the storage: it makes the storage forget it. Offboard a bot instead; use this only when the vendor's support asks for it, and only for the named bots.
storage-given = Given from here
