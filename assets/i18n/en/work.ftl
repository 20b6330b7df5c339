### Work
work-requests = Requests
work-jobs = Jobs
work-events = Events
work-open-count = { $n } requests not finished
work-chip-open = Not finished
work-chip-all = All
work-states-chosen =
    { $n ->
        [one] 1 state, above
       *[other] { $n } states, above
    }
work-clear-filters =
    { $n ->
        [one] Clear 1 filter
       *[other] Clear { $n } filters
    }
work-column-request = Request
work-column-job = Job
work-column-type = Type
work-column-state = State
work-column-pieces = Done
work-column-priority = Priority
work-column-level = Level
work-column-bot = Bot
work-column-created = Created
work-column-unchanged = Unchanged
work-column-goods = SKU
work-column-carrier = Carrier
work-column-time = Time
work-column-severity = Severity
work-column-what = What happened
work-column-code = Code
work-of = { $done } of { $all }
work-entity = { $total } wanted · { $completed } completed · { $succeeded } succeeded · { $cancelled } cancelled
work-no-words = no words
work-detail-line = { $kind }, { $status }, no change for { $age }
work-close = Close request
work-lines = Lines
work-no-lines = Storage tells no lines
work-warnings = Warnings from storage
work-no-warnings = none
work-request-no-jobs = Storage has no job for it
work-request-no-events = No event names it
work-asking-jobs = Asking storage for its jobs
work-asking-job = Job { $n }: asking
work-asking-events = Asking storage for its events
work-asking-first = Asking storage
work-asking-page = Asking storage for page 1, { $age }
work-asking-new = Asking storage; these are the rows of the question before
work-no-rows = No row matches
work-show-all = Show all
work-templates = Templates
work-column-balcony = Balcony
work-overdue-state = { $state }, overdue
work-storage = Storage: { $word }
work-new = New request
work-no-role = Your role may not do this
work-form-title = New { $kind }
work-form-close = Close the form; what is typed stays
work-form-close-word = Close
work-form-kind = Kind
work-form-priority = Priority
work-form-priority-hint = left out
work-form-sku = SKU
work-form-pieces = Pieces
work-form-carrier = Carrier
work-form-sku-of = SKU of line { $n }
work-form-carrier-of = Carrier of line { $n }
work-form-pieces-of = Pieces of line { $n }
work-form-sku-hint = id or name
work-form-carrier-hint = id
work-form-remove = Remove line { $n }
work-form-add-line = Add line
work-form-full = The request is full
work-form-paste = Paste a list
work-form-put-together = Put together with line { $n }
work-form-bot = Bot
work-form-bot-help = Empty: left to the storage
work-form-level = Level
work-form-level-help = Empty: left to the storage
work-form-balcony = Balcony
work-form-balcony-help = Empty: left to the storage
work-form-force = Force
work-form-action = Action type
work-form-action-help = The vendor lists no words; empty: left to the storage
work-form-from-scratch = Start from scratch
work-form-left-out = Left to the storage
work-form-yes = Yes
work-form-no = No
work-form-send = Send request
work-form-ask = Send request…
work-lookup-type = Type two characters to look it up
work-lookup-asking = Asking storage
work-lookup-by-id = looked up by id
work-lookup-by-name = looked up by name
work-lookup-no-sku = No SKU fits, by id or by name
work-lookup-unknown = Storage has no SKU with this id
work-lookup-no-carrier = No carrier fits
work-lookup-found = { $n } found, { $by }
work-lookup-there = { $n } there
work-lookup-level = level { $level }
work-paste-label = List of SKU and pieces
work-paste-label-carriers = List of carriers
work-paste-empty = Paste lines of SKU,pieces first
work-paste-take = Take these lines
work-paste-clear = Clear the field
work-paste-taken =
    { $n ->
        [one] 1 line taken.
       *[other] { $n } lines taken.
    }
work-paste-header = The first line is a heading.
work-paste-cut = The list was too long; what was not read stays in the field.
work-paste-no-id = no SKU or carrier stands there
work-paste-pieces = pieces: { $why }
work-paste-no-pieces = the number of pieces is missing
work-paste-fields = { $n } fields, too many
work-paste-no-room = the request holds { $n } lines
work-paste-line = Line { $n }: { $why }
work-paste-more = and { $n } more that cannot be taken
work-paste-twice = { $id } stands in lines { $lines }
work-fault-missing = missing
work-fault-not-whole = no whole number
work-fault-too-small = less than one
work-fault-too-large = too large
work-fault-twice = stands in line { $n } too
work-fault-too-many = more than { $n } lines
work-no-send-under = It is being sent
work-no-send-unknown = First find out whether the last one was entered: look at the ledger
work-no-send-lines = Name at least one line
work-no-send-pasted = Lines stand in the paste field: take them or clear it
work-no-send-mistake =
    { $more ->
        [0] { $field }: { $why }
       *[other] { $field }: { $why }, and { $more } more
    }
work-no-send-marked =
    { $n ->
        [one] Correct the marked line first
       *[other] Correct the { $n } marked lines first
    }
work-sent = Written down and being sent
work-not-written = It was not written down; nothing was sent.
work-taken = Storage took the request.
work-show-request = Show request
work-unknown = Nobody knows whether it was entered.
work-unknown-why = The answer was lost. The ledger reads back by itself; it is not sent twice.
work-unseen = It is not in the ledger yet.
work-unseen-why = It may still be under way. Look at the ledger; send again only if it does not come.
work-unseen-again = It is not there, let me send again
work-show-ledger = Show in ledger
work-refused = Refused by storage. Nothing was started.
work-refused-lines = { $n } of { $all } lines cannot be done. Correct them below and send again; the ledger keeps both tries.
work-refused-look = Look at request { $id }
work-refused-look-word = Look at the refused request
work-refused-not-enough = Not enough in storage: { $there } there, { $asked } asked for
work-refused-0x5082 = Not enough in storage
work-refused-0x5083 = Storage does not know this carrier
work-refused-no-words = Storage gave no reason
work-remedy-take = Take { $n }
work-remedy-look-up = Look it up
work-remedy-remove = Remove line
work-remedy-keep = Send as it is
work-remedy-name = Line { $n }: { $what }
work-template-use = Begin with a template
work-template-none = none
work-template-keep = Keep as template
work-template-name = Name of the template
work-template-name-help = The same name replaces it
work-template-save = Keep
work-template-cancel = Do not keep
work-template-no-name = Give it a name
work-template-long = At most 40 characters
work-template-full = 30 are kept; delete one first
work-template-use-word = Use
work-template-use-name = Use template { $name }
work-template-delete = Delete template { $name }
work-template-lines =
    { $n ->
        [one] 1 line: { $named }
       *[other] { $n } lines: { $named }
    }
work-templates-count = { $n } of { $most } on this PC
work-templates-none = No template is kept
work-templates-none-why = Type a request and choose “Keep as template” under it.
work-charge-all = Charge all bots…
work-safe = Leave as it is
work-whom-bot = bot { $bot }
work-whom-level = bots of level { $level }
work-whom-storage = bots that the storage chooses
work-means-fulfillment =
    { $n ->
        [one] Storage brings the pieces of 1 line to a balcony
       *[other] Storage brings the pieces of { $n } lines to a balcony
    }
work-means-replenishment =
    { $n ->
        [one] Storage brings a box for 1 line to be filled
       *[other] Storage brings boxes for { $n } lines to be filled
    }
work-means-fetch =
    { $n ->
        [one] Storage brings 1 carrier to a balcony
       *[other] Storage brings { $n } carriers to a balcony
    }
work-means-onboarding = Storage takes a new bot in. It will move without anybody steering it.
work-means-offboarding = Storage lets go of { $whom }: no work is given to it any more and it leaves.
work-means-rfid-write = RFID tags are written over by { $whom }. What stood on them is gone.
work-means-pause = The whole storage pauses: bots stop, trays on their way wait, and nothing comes to a station until it is resumed.
work-means-resume = The storage goes on: bots move again at once, on every level.
work-means-charging = To charge: { $whom }. Work of theirs waits meanwhile.
work-means-uncharging = Away from charging: { $whom }. They move again.
work-means-carrier-onboarding = Storage takes a carrier in from a balcony. Hands must be off it.
work-means-charge-all = Every bot drives to charge; requests wait until bots come back.
work-means-trigger = The storage goes on with this job at once: the carrier at the balcony moves. Hands must be off it.
work-question-onboarding = Onboard a bot?
work-question-offboarding = Offboard a bot?
work-question-rfid-write = Write RFID tags?
work-question-pause = Pause the whole storage?
work-question-resume = Let the storage go on?
work-question-charging = Send to charge?
work-question-uncharging = End charging?
work-question-carrier-onboarding = Onboard a carrier?
work-question-charge-all = Send all bots to charge?
work-question-trigger = Trigger job { $job }?
work-act-onboarding = Onboard a bot
work-act-offboarding = Offboard it
work-act-rfid-write = Write tags
work-act-pause = Pause storage
work-act-resume = Resume storage
work-act-charging = Send to charge
work-act-uncharging = End charging
work-act-carrier-onboarding = Onboard carrier
work-act-charge-all = Charge all bots
work-act-trigger = Trigger job
work-fact-storage = Storage: { $word }
work-fact-working =
    { $n ->
        [one] 1 bot holds a carrier
       *[other] { $n } bots hold a carrier
    }
work-fact-trays =
    { $n ->
        [one] 1 tray stands at a station
       *[other] { $n } trays stand at stations
    }
work-fact-waits = Waits at balcony { $balcony } for { $age }
work-fact-carrier = Carrier { $carrier }
work-detail-priority = , priority { $n }
work-overdue = Overdue: not finished and no change for more than { $limit }
work-why = Why is it not moving?
work-why-moving = Nothing known stops it; it last changed { $age } ago.
work-why-nothing-known = Nothing known stops it.
work-why-help = What would help
work-why-stale = Nothing heard from storage for { $age }
work-why-stale-detail = What stands below may have changed.
work-why-storage = Storage says: { $word }
work-why-trigger = Job { $job } waits for a trigger
work-why-trigger-detail = at balcony { $balcony }, for { $age }
work-why-bot-gone = Bot { $bot } is not in the last report
work-why-bot-gone-detail = last reported { $age } ago
work-why-charging = Bot { $bot } is charging
work-why-stuck = Bot { $bot } has not changed for { $age }
work-why-stuck-detail = It holds carrier { $carrier }; no other bot can take it.
work-why-failed =
    { $n ->
        [one] 1 job failed or was cancelled
       *[other] { $n } jobs failed or were cancelled
    }
work-why-no-job = Storage has made no job of it yet
work-why-no-bot =
    { $n ->
        [one] 1 open job, and no bot has it yet
       *[other] { $n } open jobs, and no bot has any of them yet
    }
work-why-unheard = Nothing about it has changed for { $age }
work-help-connection = See why the storage does not answer.
work-help-connection-do = Show connection
work-help-resume = Resume the storage.
work-help-resume-do = Resume storage…
work-help-wait-storage = The storage comes back by itself; wait for it.
work-help-storage = Somebody must look at the storage itself.
work-help-trigger = Trigger job { $job } once hands are off the carrier.
work-help-bot = Look at bot { $bot }.
work-help-wait-bot = Bot { $bot } goes on when it is charged.
work-help-bot-do = Show bot { $bot }
work-help-events = Read the events beside.
work-help-wait = Nothing known here helps but waiting.
work-trigger = Trigger job…
work-trigger-named = Trigger { $job }…
work-no-trigger = No job waits for a trigger
work-no-trigger-job = { $job } does not wait for a trigger
work-job-said = no change for { $since }
work-filters = More filters
work-filters-close = Close the filters
work-filters-clear = Clear these
work-filter-kinds = Kinds
work-filter-created-from = Created from
work-filter-created-to = Created until
work-filter-changed-from = Changed from
work-filter-changed-to = Changed until
work-filter-time-hint = 2h, 14:30 or 2026-11-20 14:30
work-filter-no-time = No time; for instance 2h, 14:30 or 2026-11-20
work-filter-counter = Counter of the storage
work-filter-placing = Put-down place
work-storage-panel = Bots and system
