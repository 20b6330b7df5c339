### Events: what the storage says has happened
events-all = Events of the storage
events-following = New ones come in on top
events-stop = Stop following
events-follow = Follow
events-stopped = Stopped at { $time }; newer ones are not shown
events-not-following = Sorted otherwise; new ones come in where they belong
events-search = Search
events-search-hint = words of the event
events-from = From
events-to = To
events-time-hint = 14:30
events-help = In a column: =x exactly, a, b one of them, 2-4 a range. Times: 14:30 or 2026-11-21 14:30.
events-wrong-number = A severity or level is not a number; it is left out.
events-wrong-time = A time cannot be read; it is left out.
events-clear =
    { $n ->
        [one] Clear 1 filter
       *[other] Clear { $n } filters
    }
events-asking = Asking the storage
events-asking-page = Asking the storage for page 1, { $age }
events-asking-new = Asking the storage; the rows are still the old ones
events-none = No event matches
events-show-all = Show all
events-column-time = Time
events-column-severity = Severity
events-column-component = Component
events-column-what = What happened
events-column-code = Code
events-column-bot = Bot
events-column-level = Level
events-column-request = Request
events-no-words = without words
events-severity = severity { $n } by the storage’s own count
events-close = Close event
events-to-bot = Bot { $id }
events-to-level = Level { $id }
events-to-request = Request { $id }
events-names-nothing = It names no bot, level or request.
