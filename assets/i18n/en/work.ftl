### Work
work-requests = Requests
work-jobs = Jobs
work-events = Events
work-open-count = { $n } requests not finished
work-chip-open = Not finished
work-chip-all = All
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
work-column-component = Component
work-column-what = What happened
work-column-code = Code
work-of = { $done } of { $all }
work-entity = { $total } wanted · { $done } done · { $cancelled } cancelled
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
work-asking-events = Asking storage for its events
work-asking-first = Asking storage
work-asking-page = Asking storage for page 1, { $age }
work-asking-new = Asking storage; these are the rows of the question before
work-no-rows = No row matches
work-show-all = Show all
