### Connections
connections-answering = { $good } of { $all } systems answer
connections-systems = Systems
connections-none = No system is set up.
connections-support = Support issue…
connections-system = System
connections-state = State
connections-where = Address, sign-in
connections-answers = Median / 95 %
connections-calls = Calls / s
connections-trouble = Trouble
connections-not-reachable = not reachable
connections-limit = limit { $age }
connections-calls-of = { $used } of { $allowed }
connections-auth-none = No sign-in
connections-auth-bearer = Token
connections-auth-email = E-mail and password
connections-auth-username = User and password
connections-auth-api-key = API key
connections-auth-headers = Headers
connections-let-in = let in
connections-not-let-in = not let in
connections-not-tried = not tried yet
connections-no-answers = no answer yet
connections-no-trouble = None since the start
connections-last-trouble = last trouble at { $time }
connections-retry =
    Tried again in { $age }, and for ever. { $tries ->
        [one] 1 try
       *[other] { $tries } tries
    } so far; waits grow to 30 s at most.
connections-retry-now =
    Being tried again now, and for ever. { $tries ->
        [one] 1 try
       *[other] { $tries } tries
    } so far; waits grow to 30 s at most.
connections-touches-robot-manager = Until then trays, stations and ready trays keep their last values and are marked; commands for trays wait on disk here.
connections-touches-noyes = Until then bots, levels, stock, requests and jobs keep their last values and are marked; trays go on.
connections-test = Test now
connections-edit = Edit…
connections-no-test = Test now: no address is set up
connections-no-edit-practice = Edit: the practice site’s addresses are its own
connections-no-edit-role = Edit: only an admin changes connections
connections-testing = Asking, { $age }
connections-tested = Answered and let in after { $took }
connections-test-failed = Test failed: { $why }
connections-facts = As seen from here
connections-fact-address = Address
connections-fact-sign-in = Sign-in
connections-fact-transport = Transport
connections-plain-http = plain HTTP, readable on the network
connections-plain-http-here = plain HTTP, on this PC only
connections-fact-last = Last answer
connections-fact-limit = Stale after
connections-fact-answers = Median / 95 %
connections-fact-minute = Calls a minute
connections-fact-waiting = Calls waiting
connections-fact-429 = Answers of 429
connections-last-error = Last error
connections-chart = Calls a second, last 60 s
connections-chart-heard = at most { $n } in a second
connections-chart-note = line: { $allowed } a second allowed · { $waiting } wait, interactive first
connections-edit-title = Edit connection
connections-field-address = Address
connections-field-address-help = What every path is put behind, for instance http://127.0.0.1:4010/robotmanager
connections-allow-plain = Allow plain HTTP
connections-field-kind = Sign-in
connections-field-name = User or e-mail
connections-field-secret = Secret, by reference
connections-field-secret-help = env:NAME, keychain:NAME or file:PATH; where the secret is kept, never the secret
connections-field-per-second = Calls a second
connections-field-per-minute = Calls a minute
connections-field-per-minute-help = 0 is no limit
connections-wrong-address = It takes http:// or https:// and a host, without a password in it
connections-wrong-plain = Plain HTTP to another machine must be allowed here
connections-wrong-name = It takes a name
connections-wrong-secret = It takes env:NAME, keychain:NAME or file:PATH, never the secret itself
connections-wrong-per-second = It takes a whole number of 1 or more
connections-wrong-per-minute = It takes a whole number, 0 is no limit
connections-save = Save
connections-saving = Saving
connections-cancel = Cancel
connections-save-note = Written to the configuration file; in force at once. Test now checks what is saved.
connections-save-first =
    { $n ->
        [one] Save: correct the marked field first
       *[other] Save: correct the { $n } marked fields first
    }
connections-not-saved = Not saved: { $why }
connections-vendor-says = As the vendor put it
connections-log-in = Log in…
connections-log-in-again = It lets nobody in: log in again. What is typed in the panels stays.
